using Presage.Engine.Features.Windows;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Features.Reference;

/// <summary>
/// The features and labels of the notebook <c>2a_feature_engineering</c> of Microsoft's reference architecture "Batch scoring of Spark
/// models", including what is wrong with them; it is there to compare with. All sources are cut to (From, To]; windows are numbers of
/// readings; readings are grouped by the nearest grid point, so that a row knows half a grid's distance of its future, and the first and
/// last row of a range can lie at From and after To; missing is 0; all labels count as known, also where the range ends before the horizon.
/// </summary>
/// <remarks>
/// It deviates where the notebook has several rows for one machine and time: when failures of one machine share a bucket, their codes are
/// added up in one row. Columns of one window follow the scenario's order of sensors; the notebook mixes them up for its longest window.
/// </remarks>
internal sealed class ReferencePreset(Scenario scenario) : IFeaturePreset
{
    private static readonly Aggregate[] s_aggregates = [Aggregate.Mean, Aggregate.Std];

    private readonly long _grid = UnixTime.FromTimeSpan(scenario.Features.Grid);

    public string Name => FeaturePresets.Reference;

    public IReadOnlyList<FeatureColumn> Columns { get; } = ReferenceColumns.Of(scenario);

    public TimeSpan LookBack => TimeSpan.Zero;

    public FeatureRows Build(MachineHistory history, FeatureRange range)
    {
        var inRange = RangeFilter.Apply(history, range);
        var buckets = new Buckets(inRange.Times, _grid);
        var numeric = ReferenceColumns.Numeric(scenario).Select(attribute => OrZero(history.Attributes[attribute]));

        return new FeatureRows(
            [history.Machine],
            new int[buckets.Times.Length],
            buckets.Times,
            [
                .. SensorColumns(inRange, buckets),
                .. inRange.Errors.Take(scenario.Errors.Count).Select(times => ErrorColumn(inRange.Times, times, buckets)),
                .. scenario.RecordKinds.Maintenance is null ? [] : ReferenceReplacements.Columns(inRange.Replacements, buckets.Times),
                .. numeric.Select(value => buckets.Times.Select(_ => value).ToArray()),
            ],
            ReferenceLabels.Of(inRange.Failures, buckets.Times, _grid, (int)Math.Round((double)range.Horizon / _grid)));
    }

    /// <summary>Mean of the rolling means, and sample standard deviation of the rolling standard deviations, by bucket.</summary>
    private double[][] SensorColumns(MachineHistory history, Buckets buckets)
    {
        var (windows, sensors) = (scenario.Features.Windows.Count, scenario.Sensors.Count);
        var columns = new double[2 * windows * sensors][];
        var (means, deviations) = (new double[history.Times.Length], new double[history.Times.Length]);
        for (var window = 0; window < windows; window++)
        {
            var bounds = WindowBounds.InRows(history.Times.Length, ReferenceColumns.Readings(scenario, scenario.Features.Windows[window]));
            for (var sensor = 0; sensor < sensors; sensor++)
            {
                WindowStatistics.Fill(new SensorSeries(history.Times, history.Sensors[sensor]), bounds, s_aggregates, [means, deviations]);
                FillMissing(means);
                FillMissing(deviations);
                columns[(window * sensors) + sensor] = buckets.Aggregate(means, WindowStatistics.Mean);
                columns[((windows + window) * sensors) + sensor] = buckets.Aggregate(deviations, DeviationOrZero);
            }
        }

        return columns;
    }

    /// <summary>Errors at the exact time of a reading, mean over the error window's number of readings, mean over the bucket.</summary>
    private double[] ErrorColumn(long[] readings, long[] errors, Buckets buckets)
    {
        var counts = Array.ConvertAll(readings, reading => (double)SortedTimes.Count(errors, reading - 1, reading));
        var bounds = WindowBounds.InRows(readings.Length, ReferenceColumns.Readings(scenario, scenario.Features.ErrorWindow));
        var means = new double[readings.Length];
        WindowStatistics.Fill(new SensorSeries(readings, counts), bounds, s_aggregates, [means]);
        return buckets.Aggregate(means, WindowStatistics.Mean);
    }

    private static double DeviationOrZero(ReadOnlySpan<double> values) =>
        OrZero(WindowStatistics.StandardDeviation(values));

    private static void FillMissing(Span<double> values)
    {
        foreach (ref var value in values)
            value = OrZero(value);
    }

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;
}
