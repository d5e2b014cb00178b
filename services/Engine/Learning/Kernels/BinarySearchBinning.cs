using System.Runtime.CompilerServices;

namespace Presage.Engine.Learning;

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
