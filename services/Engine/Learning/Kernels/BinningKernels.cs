using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Finds the bins of numbers.</summary>
internal interface IBinningKernel
{
    /// <param name="upper">[256] largest values of the bins, ascending, filled up with positive infinity.</param>
    /// <param name="values">Numbers; NaN is missing.</param>
    /// <param name="bins">One a value: the number of bins whose largest value is below it, or <see cref="BinMapper.Missing"/>.</param>
    void Bin(ReadOnlySpan<double> upper, ReadOnlySpan<double> values, Span<byte> bins);
}

/// <summary>
/// Counts the bounds below a value in two steps of sixteen, without a branch: which sixteen bins, then which of them.
/// </summary>
internal sealed class CountingBinning : IBinningKernel
{
    private const int Step = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Bin(ReadOnlySpan<double> upper, ReadOnlySpan<double> values, Span<byte> bins)
    {
        Span<double> last = stackalloc double[Step];
        for (var i = 0; i < Step; i++)
            last[i] = upper[i * Step + Step - 1];
        ref var bounds = ref MemoryMarshal.GetReference(upper);
        var (low, high) = (Vector512.Create<double>(last), Vector512.Create<double>(last[8..]));
        for (var i = 0; i < values.Length; i++)
        {
            var value = Vector512.Create(values[i]);
            var first = Step * (Below(low, value) + Below(high, value));
            ref var rest = ref Unsafe.Add(ref bounds, first);
            var bin = first + Below(Vector512.LoadUnsafe(ref rest), value) + Below(Vector512.LoadUnsafe(ref rest, 8), value);
            bins[i] = double.IsNaN(values[i]) ? BinMapper.Missing : (byte)bin;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Below(Vector512<double> bounds, Vector512<double> value) =>
        BitOperations.PopCount(Vector512.LessThan(bounds, value).ExtractMostSignificantBits());
}

/// <summary>Binary search without branches on the data: bins are equally frequent, so a branch would be a coin toss.</summary>
internal sealed class BinarySearchBinning : IBinningKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Bin(ReadOnlySpan<double> upper, ReadOnlySpan<double> values, Span<byte> bins)
    {
        for (var i = 0; i < values.Length; i++)
            bins[i] = double.IsNaN(values[i]) ? BinMapper.Missing : Search(upper, values[i]);
    }

    private static byte Search(ReadOnlySpan<double> upper, double value)
    {
        var first = 0;
        for (var half = BinMapper.Slots / 2; half > 0; half /= 2)
            first += upper[first + half - 1] < value ? half : 0;
        return (byte)first;
    }
}
