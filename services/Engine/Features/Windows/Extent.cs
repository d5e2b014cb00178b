using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Features.Windows;

/// <summary>The smallest and the largest of some numbers, none of them NaN; zero has no sign here.</summary>
internal readonly record struct Extent(double Minimum, double Maximum)
{
    private const int Bias = 1_023;
    private const int MantissaLength = 52;

    /// <summary>Whether all are equal.</summary>
    public bool IsPoint => Minimum == Maximum;

    /// <summary>The middle, or next to it.</summary>
    public double Middle => (Minimum * 0.5) + (Maximum * 0.5);

    /// <summary>
    /// A power of two that brings each number's distance from the middle to 1/2 at most, and its reciprocal. The farthest is then at least
    /// 1/8 away, so that little of the doubles' resolution is lost. Null where there is no such double: more than 2^1020 apart.
    /// </summary>
    public (double Scale, double Unit)? Scale
    {
        get
        {
            // Of half of each, since the difference itself can be beyond all doubles. The power above half is doubled as the middle of two
            // neighbours is one of them, and again to get to 1/2.
            var half = (Maximum * 0.5) - (Minimum * 0.5);
            var exponent = (int)(BitConverter.DoubleToInt64Bits(half) >> MantissaLength) + 3;
            return exponent < 2 * Bias ? (PowerOfTwo((2 * Bias) - exponent), PowerOfTwo(exponent)) : null;
        }
    }

    /// <param name="values">At least one.</param>
    public static Extent Of(ReadOnlySpan<double> values)
    {
        var (minimum, maximum) = (values[0], values[0]);
        var i = 0;
        if (values.Length >= Vector256<double>.Count)
        {
            ref var start = ref MemoryMarshal.GetReference(values);
            var low = Vector256.LoadUnsafe(ref start);
            var high = low;
            for (i = Vector256<double>.Count; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                var next = Vector256.LoadUnsafe(ref start, (nuint)i);
                (low, high) = (Vector256.MinNative(low, next), Vector256.MaxNative(high, next));
            }

            var lows = Vector128.MinNative(low.GetLower(), low.GetUpper());
            var highs = Vector128.MaxNative(high.GetLower(), high.GetUpper());
            (minimum, maximum) = (Lesser(lows[0], lows[1]), Greater(highs[0], highs[1]));
        }

        for (; i < values.Length; i++)
            (minimum, maximum) = (Lesser(minimum, values[i]), Greater(maximum, values[i]));

        // Which of 0 and -0 is found depends on the order; added to 0, both are 0.
        return new Extent(minimum + 0.0, maximum + 0.0);
    }

    /// <summary>The nearest number of the extent.</summary>
    public double Limit(double number) => Greater(Lesser(number, Maximum), Minimum);

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)exponent << MantissaLength);

    private static double Lesser(double a, double b) => a < b ? a : b;

    private static double Greater(double a, double b) => a > b ? a : b;
}
