using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Features.Windows;
using Presage.Engine.Random;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Features;

/// <summary>Neither the order of the readings nor how often a value is repeated shows in the statistics of a window.</summary>
public sealed class WindowStatisticsTests
{
    private static readonly Aggregate[] s_unordered = [Aggregate.Mean, Aggregate.Std, Aggregate.Min, Aggregate.Max];
    private static readonly Aggregate[] s_all = [.. s_unordered, Aggregate.Slope, Aggregate.Last];

    /// <summary>Readings of one size, of sizes far apart, of either sign, of few decimals, neighbours, and zeros of either sign.</summary>
    private static readonly Gen<double> s_reading = Gen.OneOf(
        Gen.Choose(-2_000, 2_000).Select(number => number / 100.0),
        Gen.Choose(100, 200).Select(number => number + 0.1),
        Gen.Choose(0, 3).Select(steps => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(170.3) + steps)),
        Gen.Choose(-60, 60).Two().Select(pair => pair.Item1 * Math.Pow(2, pair.Item2 * 4)),
        Gen.Choose(-9, 9).Two().Select(pair => pair.Item1 / 7.0 * Math.Pow(10, pair.Item2)),
        Gen.Elements(0.0, -0.0, 1e300, -1e300, double.Epsilon, 1e-310));

    private static readonly Gen<double[]> s_window = Gen.Choose(1, 60).SelectMany(s_reading.ArrayOf);

    [Fact]
    public void The_order_of_the_readings_does_not_show() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(s_window.Two().ToArbitrary(), pair =>
        {
            var (values, seed) = (pair.Item1, pair.Item2.Length);
            var shuffled = values.ToArray();
            new Random(seed).Shuffle(shuffled);

            Bits(s_unordered, shuffled).ShouldBe(Bits(s_unordered, values));
            Bits(s_unordered, [.. values.Reverse()]).ShouldBe(Bits(s_unordered, values));
        }));

    [Fact]
    public void The_order_of_thousands_of_readings_does_not_show()
    {
        var random = new Xoshiro256(1);
        double[] values = [.. Enumerable.Range(0, 5_000).Select(i => Normal.Next(random) * Math.Pow(10, i % 7))];

        Bits(s_unordered, [.. values.Reverse()]).ShouldBe(Bits(s_unordered, values));
        Bits(s_unordered, [.. values.Order()]).ShouldBe(Bits(s_unordered, values));
        Of(Aggregate.Mean, values).ShouldBe(values.Average(), 1e-9);
    }

    [Fact]
    public void Equal_readings_have_their_value_as_mean_and_no_deviation_and_no_slope() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(s_reading.ToArbitrary(), Gen.Choose(2, 3_000).ToArbitrary(), (value, count) =>
        {
            double[] values = [.. Enumerable.Repeat(value, count)];

            Of(Aggregate.Mean, values).ShouldBe(value);
            Bits([Aggregate.Std, Aggregate.Slope], values).ShouldBe([0L, 0L]);
        }));

    [Fact]
    public void Mean_and_deviation_are_the_exact_ones_but_for_a_few_roundings() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(s_window.ToArbitrary(), values =>
        {
            var (sum, count) = (values.Aggregate(BigInteger.Zero, (total, value) => total + Whole(value)), values.Length);
            var mean = Number(sum, count);
            var largest = values.Max(Math.Abs);
            var squares = values.Aggregate(
                BigInteger.Zero, (total, value) => total + BigInteger.Pow((Whole(value) * count) - sum, 2));
            // Twice the bits of a double, from before the root is taken.
            var deviation = count < 2 ? double.NaN : Root(squares, count);

            // The smallest doubles have few bits, so that roundings are whole steps there.
            Of(Aggregate.Mean, values).ShouldBe(mean, (1e-15 * largest) + (4 * double.Epsilon));
            if (largest < 1e150 && deviation is not < 1e-150)
                Of(Aggregate.Std, values).ShouldBeNear(deviation, 1e-13 * count);
        }));

    [Fact]
    public void A_distance_beyond_all_doubles_has_no_mean()
    {
        double[] values = [double.MinValue, double.MaxValue, 0];

        double.IsNaN(Of(Aggregate.Mean, values)).ShouldBeTrue();
        double.IsNaN(Of(Aggregate.Std, values)).ShouldBeTrue();
        Of(Aggregate.Max, values).ShouldBe(double.MaxValue);
    }

    [Fact]
    public void One_reading_has_a_mean_and_no_deviation_and_none_has_neither()
    {
        Of(Aggregate.Mean, [3.5]).ShouldBe(3.5);
        double.IsNaN(Of(Aggregate.Std, [3.5])).ShouldBeTrue();
        double.IsNaN(Of(Aggregate.Slope, [3.5])).ShouldBeTrue();
        s_all.ShouldAllBe(aggregate => double.IsNaN(Of(aggregate, Array.Empty<double>())));
    }

    private static long[] Bits(Aggregate[] aggregates, double[] values) =>
        [.. aggregates.Select(aggregate => BitConverter.DoubleToInt64Bits(Of(aggregate, values)))];

    private static double Of(Aggregate aggregate, double[] values)
    {
        long[] times = [.. values.Select((_, hour) => hour * UnixTime.Hour)];
        double[][] column = [new double[1]];
        WindowStatistics.Fill(new SensorSeries(times, values), new WindowBounds([0], [values.Length]), [aggregate], column);
        return column[0][0];
    }

    /// <summary>In units of 2^-1074, of which every double is a whole number.</summary>
    private static BigInteger Whole(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var (exponent, mantissa) = ((int)(bits >> 52), bits & ((1L << 52) - 1));
        var whole = exponent == 0 ? mantissa : new BigInteger(mantissa | (1L << 52)) << (exponent - 1);
        return value < 0 ? -whole : whole;
    }

    private static double Number(BigInteger numerator, BigInteger denominator)
    {
        // 100 bits more, so that nothing of the quotient's first 53 is lost.
        var quotient = (numerator << 100) / denominator;
        var shift = Math.Max(0, (int)quotient.GetBitLength() - 64);
        return Math.ScaleB((double)(quotient >> shift), shift - 100 - 1_074);
    }

    /// <summary>The root of squares / (count^2 (count - 1)), in doubles.</summary>
    private static double Root(BigInteger squares, int count)
    {
        var quotient = (squares << 200) / (BigInteger.Pow(count, 2) * (count - 1));
        if (quotient.IsZero)
            return 0;
        var shift = Math.Max(0, (int)quotient.GetBitLength() - 64);
        shift += shift & 1;
        return Math.ScaleB(Math.Sqrt((double)(quotient >> shift)), (shift / 2) - 100 - 1_074);
    }
}
