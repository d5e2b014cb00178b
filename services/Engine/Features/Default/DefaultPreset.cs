using Presage.Engine.Features.Windows;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Features.Default;

/// <summary>
/// Features that are correct at their point in time: the row of T depends on records up to and including T, and on nothing else.
/// Windows are in time, (T - w, T]; missing readings are left out; what cannot be computed is missing. Of a sensor that is reported when it
/// changes, the value in force where a window begins counts as a reading taken there. What was before the failure that ended a life is not
/// there for the next one.
/// </summary>
internal sealed class DefaultPreset(Scenario scenario) : IFeaturePreset
{
    private readonly FeatureSettings _settings = scenario.Features;

    public string Name => FeaturePresets.Default;

    public IReadOnlyList<FeatureColumn> Columns { get; } = DefaultColumns.Of(scenario);

    public TimeSpan LookBack
    {
        get
        {
            var readings = _settings.LongestWindow + scenario.Sensors.Select(sensor => sensor.Hold).DefaultIfEmpty().Max();
            return readings > _settings.ErrorWindow ? readings : _settings.ErrorWindow;
        }
    }

    public FeatureRows Build(MachineHistory history, FeatureRange range)
    {
        FeatureRows[] lives = [.. Lives.Of(history, range).Select(life => BuildLife(life.History, life.Range))];
        return lives.Length == 1
            ? lives[0]
            : new FeatureRows(
                [history.Machine],
                new int[lives.Sum(life => life.Count)],
                [.. lives.SelectMany(life => life.Times)],
                [.. Columns.Select((_, column) => lives.SelectMany(life => life.Values[column]).ToArray())],
                [.. scenario.Components.Select((_, component) => lives.SelectMany(life => life.Labels[component]).ToArray())]);
    }

    private FeatureRows BuildLife(MachineHistory history, FeatureRange range)
    {
        var points = RowTimes.Of(
            history.Times, range, UnixTime.FromTimeSpan(_settings.Grid), UnixTime.FromTimeSpan(scenario.Observation.Fresh),
            history.Observed, UnixTime.FromTimeSpan(scenario.Sampling));

        var errorWindow = UnixTime.FromTimeSpan(_settings.ErrorWindow);
        var values = new List<double[]>(Columns.Count);
        values.AddRange(SensorColumns(history, points));
        values.AddRange(scenario.Errors.Select((_, error) => EventColumns.Counts(history.Errors[error], points, errorWindow)));
        if (DefaultColumns.HasComponents(scenario))
            values.AddRange(scenario.Components.Select((_, component) => EventColumns.DaysSince(history.Replacements[component], points)));
        values.AddRange(scenario.Attributes.Select((_, attribute) => Constant(history.Attributes[attribute], points.Length)));

        return new FeatureRows(
            [history.Machine],
            new int[points.Length],
            points,
            [.. values],
            [.. scenario.Components.Select((_, component) => EventColumns.Labels(
                history.Failures[component], points, range, history.Observed))]);
    }

    /// <summary>By window, then aggregate, then sensor.</summary>
    private double[][] SensorColumns(MachineHistory history, long[] points)
    {
        var (windows, aggregates, sensors) = (_settings.Windows.Count, _settings.Aggregates.Count, scenario.Sensors.Count);
        var bounds = _settings.Windows.Select(
            window => WindowBounds.InTime(history.Times, points, UnixTime.FromTimeSpan(window))).ToArray();
        var columns = new double[windows * aggregates * sensors][];
        for (var sensor = 0; sensor < sensors; sensor++)
        {
            var series = new SensorSeries(history.Times, history.Sensors[sensor]);
            var hold = UnixTime.FromTimeSpan(scenario.Sensors[sensor].Hold);
            for (var window = 0; window < windows; window++)
            {
                var own = new double[aggregates][];
                for (var aggregate = 0; aggregate < aggregates; aggregate++)
                    columns[(((window * aggregates) + aggregate) * sensors) + sensor] = own[aggregate] = new double[points.Length];
                WindowStatistics.Fill(
                    series, bounds[window], _settings.Aggregates, own,
                    hold > 0 ? new HeldWindows(points, UnixTime.FromTimeSpan(_settings.Windows[window]), hold) : null);
            }
        }

        return columns;
    }

    private static double[] Constant(double value, int rows)
    {
        var column = new double[rows];
        Array.Fill(column, value);
        return column;
    }
}
