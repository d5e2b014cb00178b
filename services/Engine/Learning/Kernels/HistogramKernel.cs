using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Presage.Engine.Learning;

/// <summary>Adds rows to the sums of the bins they are in.</summary>
internal unsafe interface IHistogramKernel
{
    /// <summary>Adds all rows to the sums of four components at once, in up to four columns side by side.</summary>
    /// <param name="columns">[4] of bins by row; the same column twice where there are fewer.</param>
    /// <param name="packed">[row x lane] gradient and Hessian of each component, see <see cref="GradientUnits"/>.</param>
    /// <param name="totals">[4 x bin x lane]; overwritten.</param>
    void SumFour(byte** columns, int* packed, int rows, long* totals);
}

/// <summary>
/// Sums four columns side by side: a row's gradients are loaded once for all of them, and runs of equal bins in one column do not stall the
/// others.
/// </summary>
internal sealed unsafe class HistogramKernel<T> : IHistogramKernel
    where T : struct, IRowLanes<T>
{
    private const int Slots = BinMapper.Slots;
    private const int Lanes = 8;
    private const int Column = Slots * Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SumFour(byte** columns, int* packed, int rows, long* totals)
    {
        byte* a = columns[0], b = columns[1], c = columns[2], d = columns[3];
        new Span<long>(totals, 4 * Column).Clear();
        var sums = (int*)NativeMemory.AlignedAlloc(4 * Column * sizeof(int), 64);
        new Span<int>(sums, 4 * Column).Clear();
        for (var start = 0; start < rows; start += GradientUnits.Block)
        {
            var end = Math.Min(rows, start + GradientUnits.Block);
            var i = start;
            for (; i + 8 <= end; i += 8)
            {
                var (p, q) = (*(ulong*)(a + i), *(ulong*)(b + i));
                var (r, s) = (*(ulong*)(c + i), *(ulong*)(d + i));
                for (var j = 0; j < 8; j++)
                {
                    var row = T.Load(packed + (i + j) * Lanes);
                    Add(sums, row, (byte)p, (byte)q, (byte)r, (byte)s);
                    (p, q, r, s) = (p >> 8, q >> 8, r >> 8, s >> 8);
                }
            }

            for (; i < end; i++)
                Add(sums, T.Load(packed + i * Lanes), a[i], b[i], c[i], d[i]);
            for (var at = 0; at < 4 * Column; at += Lanes)
                T.Drain(sums + at, totals + at);
        }

        NativeMemory.AlignedFree(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int* sums, T row, byte a, byte b, byte c, byte d)
    {
        T.AddTo(sums + a * Lanes, row);
        T.AddTo(sums + Column + b * Lanes, row);
        T.AddTo(sums + 2 * Column + c * Lanes, row);
        T.AddTo(sums + 3 * Column + d * Lanes, row);
    }
}
