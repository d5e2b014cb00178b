using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>The sums of every bin of every column of one node.</summary>
internal sealed class Histogram(int columns)
{
    private const int GroupSize = ColumnGroups.Width * BinMapper.Slots;

    private readonly RowSums[] _sums = new RowSums[(columns + ColumnGroups.Width - 1) / ColumnGroups.Width * GroupSize];

    public Span<RowSums> Column(int column) => _sums.AsSpan(column * BinMapper.Slots, BinMapper.Slots);

    /// <summary>The columns of a group, one after the other.</summary>
    public Span<RowSums> Group(int group) => _sums.AsSpan(group * GroupSize, GroupSize);

    /// <summary>Takes a child's sums away from a column of its parent's, which leaves those of the other child.</summary>
    public void Subtract(Histogram child, int column)
    {
        var mine = MemoryMarshal.Cast<RowSums, Vector256<long>>(Column(column));
        var other = MemoryMarshal.Cast<RowSums, Vector256<long>>(child.Column(column));
        for (var i = 0; i < mine.Length; i++)
            mine[i] -= other[i];
    }
}

/// <summary>Histograms that are used again from node to node and tree to tree.</summary>
internal sealed class HistogramPool(int columns)
{
    private readonly Stack<Histogram> _free = [];

    public Histogram Rent() => _free.TryPop(out var histogram) ? histogram : new Histogram(columns);

    public void Return(Histogram histogram) => _free.Push(histogram);
}
