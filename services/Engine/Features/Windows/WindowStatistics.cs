using Presage.Engine.Scenarios;

namespace Presage.Engine.Features.Windows;

/// <summary>
/// Statistics of one window. Each is computed from the window's readings alone: the same readings give the same bits whatever range is
/// built and on whatever processor. Mean, standard deviation and extremes do not depend on the readings' order either, and equal readings
/// have exactly their value as mean, and 0 as standard deviation and slope.
/// </summary>
internal static class WindowStatistics
{
    /// <summary>Fills one column an aggregate, one row a window. NaN where a window has too few readings.</summary>
    /// <param name="held">The windows, of a sensor whose values hold until the next one.</param>
    public static void Fill(
        SensorSeries series, WindowBounds bounds, IReadOnlyList<Aggregate> aggregates, ReadOnlySpan<double[]> columns,
        HeldWindows? held = null)
    {
        for (var row = 0; row < bounds.Count; row++)
        {
            var window = held is { } windows ? windows.Of(series, bounds, row) : series[bounds.First[row], bounds.End[row]];
            var moments = new Moments(window.Values);
            for (var i = 0; i < columns.Length; i++)
                columns[i][row] = Of(aggregates[i], window, moments);
        }
    }

    public static double Mean(ReadOnlySpan<double> values) => new Moments(values).Mean;

    public static double StandardDeviation(ReadOnlySpan<double> values) => new Moments(values).StandardDeviation;

    private static double Of(Aggregate aggregate, Window window, in Moments moments) => aggregate switch
    {
        _ when window.Values.IsEmpty => double.NaN,
        Aggregate.Mean => moments.Mean,
        Aggregate.Std => moments.StandardDeviation,
        Aggregate.Min => moments.Extent.Minimum,
        Aggregate.Max => moments.Extent.Maximum,
        Aggregate.Slope => moments.Extent.IsPoint && window.Values.Length > 1 ? 0 : Slope(window, moments.Mean),
        Aggregate.Last => window.Values[^1],
        _ => throw new ArgumentOutOfRangeException(nameof(aggregate), aggregate, null),
    };

    /// <summary>Least squares against time, per hour; NaN with fewer than two readings.</summary>
    private static double Slope(Window window, double mean)
    {
        var values = window.Values;
        var times = window.Times;
        if (values.Length < 2)
            return double.NaN;

        var sum = 0.0;
        foreach (var time in times)
            sum += Milliseconds(time - times[0]);
        var centre = sum / times.Length;

        var (products, squares) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var hours = (Milliseconds(times[i] - times[0]) - centre) / Milliseconds(UnixTime.Hour);
            products += hours * (values[i] - mean);
            squares += hours * hours;
        }

        return products / squares;
    }

    private static double Milliseconds(long span) => span / (double)UnixTime.Millisecond;
}
