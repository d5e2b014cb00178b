using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>
/// Adds rows to the histograms of columns: the innermost loop of boosting. Four columns are summed side by side, so that a row's gradient is
/// loaded and widened once and runs of equal bins in one column do not stall the others.
/// </summary>
internal static unsafe class HistogramKernel
{
    /// <summary>Columns that are summed side by side.</summary>
    public const int Width = 4;

    /// <param name="rows">Row numbers of the node, or empty when it has all rows.</param>
    /// <param name="gradients">Packed gradients in the order of the node's rows.</param>
    /// <param name="selected">The columns to sum; at most <see cref="Width"/>.</param>
    /// <param name="one">What counts a row, see <see cref="FixedPoint.One"/>.</param>
    public static void Sum(
        byte[][] columns, ReadOnlySpan<int> rows, ReadOnlySpan<long> gradients, ReadOnlySpan<int> selected, Histogram histogram, long one)
    {
        fixed (int* r = rows)
        fixed (long* g = gradients)
        {
            foreach (var column in selected)
                histogram.Column(column).Clear();
            if (selected.Length == Width)
            {
                SumFour(columns, r, g, gradients.Length, selected, histogram, Vector128.Create(0, one));
                return;
            }

            foreach (var column in selected)
                SumOne(columns[column], r, g, gradients.Length, histogram.Column(column), Vector128.Create(0, one));
        }
    }

    private static void SumFour(
        byte[][] columns, int* rows, long* gradients, int count, ReadOnlySpan<int> selected, Histogram histogram, Vector128<long> one)
    {
        fixed (byte* a = columns[selected[0]], b = columns[selected[1]], c = columns[selected[2]], d = columns[selected[3]])
        fixed (RowSums* sumsA = histogram.Column(selected[0]), sumsB = histogram.Column(selected[1]))
        fixed (RowSums* sumsC = histogram.Column(selected[2]), sumsD = histogram.Column(selected[3]))
        {
            if (rows == null)
            {
                for (var i = 0; i < count; i++)
                {
                    var row = Widen(gradients[i]) + one;
                    Add(sumsA + a[i], row);
                    Add(sumsB + b[i], row);
                    Add(sumsC + c[i], row);
                    Add(sumsD + d[i], row);
                }

                return;
            }

            for (var i = 0; i < count; i++)
            {
                var row = Widen(gradients[i]) + one;
                var at = rows[i];
                Add(sumsA + a[at], row);
                Add(sumsB + b[at], row);
                Add(sumsC + c[at], row);
                Add(sumsD + d[at], row);
            }
        }
    }

    private static void SumOne(byte[] column, int* rows, long* gradients, int count, Span<RowSums> sums, Vector128<long> one)
    {
        fixed (byte* bins = column)
        fixed (RowSums* to = sums)
        {
            for (var i = 0; i < count; i++)
                Add(to + bins[rows == null ? i : rows[i]], Widen(gradients[i]) + one);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> Widen(long packed) => Vector128.WidenLower(Vector128.CreateScalarUnsafe(packed).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(RowSums* sums, Vector128<long> row) => (Vector128.Load((long*)sums) + row).Store((long*)sums);
}
