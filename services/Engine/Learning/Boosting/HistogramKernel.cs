using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Presage.Engine.Learning;

/// <summary>
/// Adds rows to the histograms of a group of columns: the innermost loop of boosting. The columns are summed side by side, so that a row's
/// gradient is loaded and widened once, and runs of equal bins in one column do not stall the others.
/// </summary>
internal static unsafe class HistogramKernel
{
    private const int Slots = BinMapper.Slots;

    /// <summary>Rows that memory is asked for in advance.</summary>
    private const int Ahead = 32;

    /// <param name="words">[row] bins, see <see cref="ColumnGroups.Words"/>.</param>
    /// <param name="rows">Row numbers of the node, or empty when it has all rows.</param>
    /// <param name="gradients">Packed gradients in the order of the node's rows.</param>
    /// <param name="sums">The histograms of the group's columns, one after the other; overwritten.</param>
    /// <param name="one">What counts a row, see <see cref="FixedPoint.One"/>.</param>
    public static void Sum(ulong[] words, ReadOnlySpan<int> rows, ReadOnlySpan<long> gradients, Span<RowSums> sums, long one)
    {
        sums.Clear();
        var count = Vector128.Create(0, one);
        fixed (ulong* w = words)
        fixed (int* r = rows)
        fixed (long* g = gradients)
        fixed (RowSums* to = sums)
        {
            if (r == null)
            {
                for (var i = 0; i < gradients.Length; i++)
                    Add(to, w[i], Widen(g[i]) + count);
            }
            else
            {
                var i = 0;
                for (; i < gradients.Length - Ahead; i++)
                {
                    Prefetch(w + r[i + Ahead]);
                    Add(to, w[r[i]], Widen(g[i]) + count);
                }

                for (; i < gradients.Length; i++)
                    Add(to, w[r[i]], Widen(g[i]) + count);
            }
        }
    }

    /// <summary>Copies the gradients of a node's rows next to each other.</summary>
    public static void Gather(long[] gradients, ReadOnlySpan<int> rows, Span<long> gathered)
    {
        fixed (int* r = rows)
        fixed (long* from = gradients, to = gathered)
        {
            var i = 0;
            for (; i < rows.Length - Ahead; i++)
            {
                Prefetch(from + r[i + Ahead]);
                to[i] = from[r[i]];
            }

            for (; i < rows.Length; i++)
                to[i] = from[r[i]];
        }
    }

    /// <summary>
    /// The processor cannot foresee where a node's next rows lie; asked beforehand, memory answers in time. A hint: without it only the
    /// time differs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> Widen(long packed) => Vector128.WidenLower(Vector128.CreateScalarUnsafe(packed).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(RowSums* to, ulong bins, Vector128<long> row)
    {
        AddOne(to + (byte)bins, row);
        AddOne(to + Slots + (byte)(bins >> 8), row);
        AddOne(to + 2 * Slots + (byte)(bins >> 16), row);
        AddOne(to + 3 * Slots + (byte)(bins >> 24), row);
        AddOne(to + 4 * Slots + (byte)(bins >> 32), row);
        AddOne(to + 5 * Slots + (byte)(bins >> 40), row);
        AddOne(to + 6 * Slots + (byte)(bins >> 48), row);
        AddOne(to + 7 * Slots + (byte)(bins >> 56), row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne(RowSums* sums, Vector128<long> row) => (Vector128.Load((long*)sums) + row).Store((long*)sums);
}
