using System.Numerics;
using System.Runtime.Intrinsics;

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
    private readonly double _gradientUnit;
    private readonly double _hessianUnit;
    private readonly long _hessianMask;

    public FixedPoint(int rows, double largestWeight)
    {
        var countBits = 32 - BitOperations.LeadingZeroCount((uint)rows);
        CountShift = 64 - countBits;
        var largestHessian = Math.Min(int.MaxValue, Math.ScaleB(1, CountShift - countBits)) / (largestWeight / 4);
        GradientScale = Math.ScaleB(1, 30 - Math.ILogB(largestWeight) - 1);
        HessianScale = Math.ScaleB(1, Math.ILogB(largestHessian) - 1);
        _gradientUnit = 1 / GradientScale;
        _hessianUnit = 1 / HessianScale;
        _hessianMask = One - 1;
    }

    /// <summary>Units in 1: a power of two.</summary>
    public double GradientScale { get; }

    /// <summary>Units in 1: a power of two.</summary>
    public double HessianScale { get; }

    public int CountShift { get; }

    /// <summary>What a row's Hessian word is increased by to count it.</summary>
    public long One => 1L << CountShift;

    /// <summary>
    /// Four rows as one word each: the gradient in the lower half, the Hessian in the upper; rounded to the nearest unit.
    /// </summary>
    public Vector256<long> Pack(Vector256<double> gradients, Vector256<double> hessians) =>
        (Round(gradients * GradientScale) & Vector256.Create(0xFFFF_FFFFL)) | (Round(hessians * HessianScale) << 32);

    public RowSums Unpack(long row) => new((int)row, (row >> 32) + One);

    public double Gradient(RowSums sums) => Gradient(sums.Gradient);

    public double Hessian(RowSums sums) => Hessian(sums.HessianAndCount);

    public int Count(RowSums sums) => Count(sums.HessianAndCount);

    public double Gradient(long gradient) => gradient * _gradientUnit;

    public double Hessian(long hessianAndCount) => (hessianAndCount & _hessianMask) * _hessianUnit;

    public int Count(long hessianAndCount) => (int)((ulong)hessianAndCount >> CountShift);

    /// <summary>Numbers below 2^31 as integers in the lower half of each word: at 1.5 * 2^52 the unit in the last place is one.</summary>
    private static Vector256<long> Round(Vector256<double> numbers) => (numbers + Vector256.Create(6_755_399_441_055_744.0)).AsInt64();
}
