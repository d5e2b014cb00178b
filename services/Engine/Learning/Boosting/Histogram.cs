using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>The sums of every code of every bundle of one node.</summary>
internal sealed class Histogram(int bundles)
{
    private readonly RowSums[] _sums = GC.AllocateArray<RowSums>(bundles * BinMapper.Slots, pinned: true);

    public Span<RowSums> Bundle(int bundle) => _sums.AsSpan(bundle * BinMapper.Slots, BinMapper.Slots);

    /// <summary>Adds sums of up to <see cref="GradientUnits.Block"/> rows, and sets them to zero.</summary>
    /// <param name="packed">[code], see <see cref="GradientUnits.Pack"/>.</param>
    public void AddAndClear(int bundle, Span<long> packed)
    {
        var sums = Bundle(bundle);
        for (var code = 0; code < sums.Length; code++)
            sums[code] += GradientUnits.Unpack(packed[code]);
        packed.Clear();
    }

    /// <summary>Takes a child's sums away from a bundle of its parent's, which leaves those of the other child.</summary>
    public void Subtract(Histogram child, int bundle)
    {
        var mine = MemoryMarshal.Cast<RowSums, Vector256<long>>(Bundle(bundle));
        var other = MemoryMarshal.Cast<RowSums, Vector256<long>>(child.Bundle(bundle));
        for (var i = 0; i < mine.Length; i++)
            mine[i] -= other[i];
    }
}

/// <summary>Histograms that are used again from node to node and tree to tree; no more than there are leaves at once.</summary>
internal sealed class HistogramPool(int bundles)
{
    private readonly Stack<Histogram> _free = [];

    public Histogram Rent() => _free.TryPop(out var histogram) ? histogram : new Histogram(bundles);

    public void Return(Histogram histogram) => _free.Push(histogram);
}

/// <summary>Sums of some rows' gradients and Hessians, in units of <see cref="GradientUnits"/>.</summary>
internal readonly record struct RowSums(long Hessian, long Gradient)
{
    public static RowSums operator +(RowSums a, RowSums b) => new(a.Hessian + b.Hessian, a.Gradient + b.Gradient);

    public static RowSums operator -(RowSums a, RowSums b) => new(a.Hessian - b.Hessian, a.Gradient - b.Gradient);
}
