using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Features.Windows;

/// <summary>
/// Statistics of one window. Each is computed from the window's readings alone, two passes around their mean, in one fixed order of
/// additions: the same readings give the same bits whatever range is built and on whatever processor.
/// </summary>
internal static class WindowStatistics
{
    /// <summary>Fills one column an aggregate, one row a window. NaN where a window has too few readings.</summary>
    public static void Fill(SensorSeries series, WindowBounds bounds, IReadOnlyList<Aggregate> aggregates, ReadOnlySpan<double[]> columns)
    {
        for (var row = 0; row < bounds.Count; row++)
        {
            var window = series[bounds.First[row], bounds.End[row]];
            var mean = Mean(window.Values);
            for (var i = 0; i < columns.Length; i++)
                columns[i][row] = Of(aggregates[i], window, mean);
        }
    }

    /// <summary>The mean, summed around the first value so that equal values have exactly their mean.</summary>
    public static double Mean(ReadOnlySpan<double> values) =>
        values.IsEmpty ? double.NaN : values[0] + (SumOfDifferences(values, values[0]) / values.Length);

    public static double StandardDeviation(ReadOnlySpan<double> values, double mean) =>
        values.Length < 2 ? double.NaN : Math.Sqrt(SumOfSquares(values, mean) / (values.Length - 1));

    private static double Of(Aggregate aggregate, Window window, double mean) => aggregate switch
    {
        _ when window.Values.IsEmpty => double.NaN,
        Aggregate.Mean => mean,
        Aggregate.Std => StandardDeviation(window.Values, mean),
        Aggregate.Min => Minimum(window.Values),
        Aggregate.Max => Maximum(window.Values),
        Aggregate.Slope => Slope(window, mean),
        Aggregate.Last => window.Values[^1],
        _ => throw new ArgumentOutOfRangeException(nameof(aggregate), aggregate, null),
    };

    private static double SumOfDifferences(ReadOnlySpan<double> values, double centre)
    {
        var (lanes, centres) = (Vector256<double>.Zero, Vector256.Create(centre));
        ref var start = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            lanes += Vector256.LoadUnsafe(ref start, (nuint)i) - centres;

        var sum = InOrder(lanes);
        for (; i < values.Length; i++)
            sum += values[i] - centre;
        return sum;
    }

    private static double SumOfSquares(ReadOnlySpan<double> values, double centre)
    {
        var (lanes, centres) = (Vector256<double>.Zero, Vector256.Create(centre));
        ref var start = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var difference = Vector256.LoadUnsafe(ref start, (nuint)i) - centres;
            lanes += difference * difference;
        }

        var sum = InOrder(lanes);
        for (; i < values.Length; i++)
            sum += (values[i] - centre) * (values[i] - centre);
        return sum;
    }

    // Vector256.Sum may add in another order on another processor.
    private static double InOrder(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);

    /// <summary>Least squares against time, per hour; NaN with fewer than two readings.</summary>
    private static double Slope(Window window, double mean)
    {
        var values = window.Values;
        var times = window.Times;
        if (values.Length < 2)
            return double.NaN;

        var sum = 0.0;
        foreach (var time in times)
            sum += time - times[0];
        var centre = sum / times.Length;

        var (products, squares) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var hours = (times[i] - times[0] - centre) / UnixTime.Hour;
            products += hours * (values[i] - mean);
            squares += hours * hours;
        }

        return products / squares;
    }

    private static double Minimum(ReadOnlySpan<double> values)
    {
        var minimum = values[0];
        foreach (var value in values)
            minimum = Math.Min(minimum, value);
        return minimum;
    }

    private static double Maximum(ReadOnlySpan<double> values)
    {
        var maximum = values[0];
        foreach (var value in values)
            maximum = Math.Max(maximum, value);
        return maximum;
    }
}
