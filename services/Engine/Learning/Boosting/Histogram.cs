using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>The sums of every code of every bundle of one node.</summary>
internal sealed class Histogram(int bundles)
{
    private readonly RowSums[] _sums = GC.AllocateArray<RowSums>(bundles * BinMapper.Slots, pinned: true);

    public Span<RowSums> Bundle(int bundle) => _sums.AsSpan(bundle * BinMapper.Slots, BinMapper.Slots);

    /// <summary>Adds sums of up to <see cref="FixedPoint.Block"/> rows, and sets them to zero.</summary>
    /// <param name="packed">[code], see <see cref="FixedPoint.Pack"/>.</param>
    public void AddAndClear(int bundle, Span<long> packed)
    {
        var sums = Bundle(bundle);
        for (var code = 0; code < sums.Length; code++)
            sums[code] += FixedPoint.Unpack(packed[code]);
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
