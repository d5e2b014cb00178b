using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Features.Windows;

/// <summary>
/// Extent, mean and standard deviation of some numbers, in which their order does not show. Each number's distance from the middle of the
/// extent is scaled by a power of two to 1/2 at most; it and its square are rounded, each on its own, to multiples of 2^-52 and 2^-54, and
/// the multiples are added as integers. Adding 1.5, or 1/4, rounds to such a multiple, and the bits of the result are those of 1.5, or 1/4,
/// and the multiple. (Rounding before adding, as in Demmel and Nguyen, "Fast reproducible floating-point summation", 2013.)
/// </summary>
internal readonly struct Moments
{
    /// <summary>Terms whose integer sum fits into 64 bits.</summary>
    private const int AtOnce = 1_024;

    private const double FirstBase = 1.5;
    private const double FirstUnit = 1.0 / (1L << 52);
    private const double SecondBase = 0.25;
    private const double SecondUnit = 1.0 / (1L << 54);

    private readonly int _count;
    private readonly double _squares;
    private readonly double _unit;

    /// <param name="values">None of them NaN.</param>
    public Moments(ReadOnlySpan<double> values)
    {
        (_count, Mean) = (values.Length, double.NaN);
        if (values.IsEmpty)
            return;

        Extent = Extent.Of(values);
        if (Extent.IsPoint)
        {
            Mean = Extent.Minimum;
            return;
        }

        if (Extent.Scale is not (var scale, var unit))
        {
            _squares = double.NaN;
            return;
        }

        var middle = Extent.Middle;
        var (first, second) = values.Length <= AtOnce ? Short(values, scale, -middle * scale) : Long(values, scale, -middle * scale);
        var distance = first / values.Length;
        (_squares, _unit) = (second - (first * distance), unit);
        Mean = Extent.Limit(middle + (distance * unit));
    }

    /// <summary>Of no number: 0 to 0.</summary>
    public Extent Extent { get; }

    /// <summary>Of equal numbers their value; NaN without a number, and of numbers that no double can tell the distance of.</summary>
    public double Mean { get; }

    /// <summary>Of the sample; NaN with fewer than two numbers, 0 of equal ones.</summary>
    public double StandardDeviation => _count < 2 ? double.NaN : Math.Sqrt(_squares / (_count - 1)) * _unit;

    private static (double First, double Second) Short(ReadOnlySpan<double> values, double scale, double shift)
    {
        var (first, second) = Sums(values, scale, shift);
        return (first * FirstUnit, second * SecondUnit);
    }

    private static (double First, double Second) Long(ReadOnlySpan<double> values, double scale, double shift)
    {
        var (first, second) = (Int128.Zero, Int128.Zero);
        for (var start = 0; start < values.Length; start += AtOnce)
        {
            var part = Sums(values[start..Math.Min(start + AtOnce, values.Length)], scale, shift);
            (first, second) = (first + part.First, second + part.Second);
        }

        return ((double)first * FirstUnit, (double)second * SecondUnit);
    }

    /// <summary>How many units the distances, and their squares, add up to.</summary>
    private static (long First, long Second) Sums(ReadOnlySpan<double> values, double scale, double shift)
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var (first, second) = (Vector256<long>.Zero, Vector256<long>.Zero);
        var (firstBase, secondBase) = (Vector256.Create(FirstBase), Vector256.Create(SecondBase));
        var (scales, shifts) = (Vector256.Create(scale), Vector256.Create(shift));
        var i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var distance = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref start, (nuint)i), scales, shifts);
            first += (distance + firstBase).AsInt64();
            second += ((distance * distance) + secondBase).AsInt64();
        }

        var (firstSum, secondSum) = (Vector256.Sum(first), Vector256.Sum(second));
        for (; i < values.Length; i++)
        {
            var distance = Math.FusedMultiplyAdd(values[i], scale, shift);
            firstSum += BitConverter.DoubleToInt64Bits(distance + FirstBase);
            secondSum += BitConverter.DoubleToInt64Bits((distance * distance) + SecondBase);
        }

        // Modulo 2^64, as the sums.
        return (
            firstSum - (values.Length * BitConverter.DoubleToInt64Bits(FirstBase)),
            secondSum - (values.Length * BitConverter.DoubleToInt64Bits(SecondBase)));
    }
}
