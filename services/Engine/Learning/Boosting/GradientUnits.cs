using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>
/// Gradients and Hessians as whole multiples of a power of two. Sums of integers are exact: they come out the same in any order and on any
/// number of threads, and a parent's sums minus one child's are precisely the other child's. A row is one word, its gradient in the upper
/// half, its Hessian in the lower, and the unit is as small as lets the sums of <see cref="Block"/> rows fit the halves: one addition takes
/// in both. With many rows a gradient is exact to 2^-18 and a Hessian to 2^-20 of the largest row weight, far finer than is needed (Shi et
/// al., Quantized Training of Gradient Boosting NodeTest Trees, 2022, do with a few bits).
/// </summary>
internal readonly struct GradientUnits
{
    /// <summary>Rows whose sums fit 32 bits: just below 2^13, so that 2^18 units a row are possible.</summary>
    public const int Block = 8_128;

    private readonly double _gradientUnit;
    private readonly double _hessianUnit;

    /// <param name="rows">Most rows that are ever added up.</param>
    /// <param name="largestWeight">Largest weight of a row.</param>
    public GradientUnits(int rows, double largestWeight)
    {
        double mostUnits = Math.Min(1 << 29, int.MaxValue / Math.Min(rows, Block));
        GradientScale = PowerOfTwo(mostUnits / largestWeight);
        HessianScale = PowerOfTwo(mostUnits / (largestWeight / 4));
        _gradientUnit = 1 / GradientScale;
        _hessianUnit = 1 / HessianScale;
    }

    /// <summary>Units in 1: a power of two.</summary>
    public double GradientScale { get; }

    /// <summary>Units in 1: a power of two.</summary>
    public double HessianScale { get; }

    /// <summary>A row, or the sums of up to <see cref="Block"/> rows, as one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Pack(int gradient, int hessian) => ((long)gradient << 32) + (uint)hessian;

    /// <summary>Four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> PackFour(Vector128<int> gradients, Vector128<int> hessians) => (Widen(gradients) << 32) + Widen(hessians);

    public static RowSums Unpack(long packed) => new((uint)packed, packed >> 32);

    public double Gradient(RowSums sums) => sums.Gradient * _gradientUnit;

    public double Hessian(RowSums sums) => sums.Hessian * _hessianUnit;

    public Vector256<double> Gradients(Vector256<long> gradients) => Vector256.ConvertToDouble(gradients) * _gradientUnit;

    public Vector256<double> Hessians(Vector256<long> hessians) => Vector256.ConvertToDouble(hessians) * _hessianUnit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Widen(Vector128<int> numbers) =>
        Vector256.Create(Vector128.WidenLower(numbers), Vector128.WidenUpper(numbers));

    /// <summary>The largest power of two that is not above a number.</summary>
    private static double PowerOfTwo(double most) => Math.ScaleB(1, Math.ILogB(most));
}
