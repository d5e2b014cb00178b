using System.Numerics;

namespace Presage.Engine.Learning;

/// <summary>Sums of some rows: gradients, and Hessians with the number of rows in the upper bits; see <see cref="FixedPoint"/>.</summary>
internal readonly record struct RowSums(long Gradient, long HessianAndCount)
{
    public static RowSums operator +(RowSums a, RowSums b) => new(a.Gradient + b.Gradient, a.HessianAndCount + b.HessianAndCount);

    public static RowSums operator -(RowSums a, RowSums b) => new(a.Gradient - b.Gradient, a.HessianAndCount - b.HessianAndCount);
}

/// <summary>
/// Gradients and Hessians as whole multiples of a power of two. Sums of integers are exact: they come out the same in any order and on any
/// number of threads, and a parent's sums minus one child's are precisely the other child's. The Hessian shares its word with the row
/// count, so that one 128-bit addition a cell does all three. With 600,000 rows a gradient is exact to 2^-30 and a Hessian to 2^-26 of the
/// largest row weight.
/// </summary>
internal readonly struct FixedPoint
{
    public FixedPoint(int rows, double largestWeight)
    {
        var countBits = 32 - BitOperations.LeadingZeroCount((uint)rows);
        CountShift = 64 - countBits;
        var largestHessian = Math.Min(int.MaxValue, Math.ScaleB(1, CountShift - countBits)) / (largestWeight / 4);
        GradientScale = Math.ScaleB(1, 30 - Math.ILogB(largestWeight) - 1);
        HessianScale = Math.ScaleB(1, Math.ILogB(largestHessian) - 1);
    }

    /// <summary>Units in 1.</summary>
    public double GradientScale { get; }

    /// <summary>Units in 1.</summary>
    public double HessianScale { get; }

    public int CountShift { get; }

    /// <summary>What a row's Hessian word is increased by to count it.</summary>
    public long One => 1L << CountShift;

    /// <summary>A row as one word: the gradient in the lower half, the Hessian in the upper.</summary>
    public long Pack(double gradient, double hessian) =>
        (uint)(int)Math.Round(gradient * GradientScale) | (long)Math.Round(hessian * HessianScale) << 32;

    public RowSums Unpack(long row) => new((int)row, (row >> 32) + One);

    public double Gradient(RowSums sums) => sums.Gradient / GradientScale;

    public double Hessian(RowSums sums) => (sums.HessianAndCount & (One - 1)) / HessianScale;

    public int Count(RowSums sums) => (int)((ulong)sums.HessianAndCount >> CountShift);
}
