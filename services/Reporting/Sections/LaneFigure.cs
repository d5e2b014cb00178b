using Presage.Engine;
using Presage.Reporting.Charts;
using Presage.Reporting.Data;
using Presage.Storage;

namespace Presage.Reporting.Sections;

/// <summary>One lane a machine: probability over time, alarms as bars below, failures as crosses.</summary>
public static class LaneFigure
{
    private const int Curve = 46;
    private const int AlarmBar = 6;
    private const int Columns = 500;
    private const int LanesPerFigure = 6;

    private const string Note = "One lane a machine, those at risk now first: lines are probabilities from 0 to 1, bars below them are "
        + "alarms from when they were raised until the machine recovered or was repaired, crosses are failures that came.";

    /// <summary>As many figures as it takes that each fits on a sheet of paper.</summary>
    public static IEnumerable<Markup> Of(ScoringData data) =>
        data.Lanes.Chunk(LanesPerFigure).Select((lanes, i) => Of(data, lanes, i == 0));

    private static Markup Of(ScoringData data, IReadOnlyList<MachineLane> lanes, bool isFirst)
    {
        var components = data.Results.Components;
        var time = TimeScale.Over(data.From, data.To);
        var panels = lanes.Select(lane => Lane(lane, components, time)).ToList();
        var title = isFirst ? "Predictions, alarms and failures over time" : "Predictions, alarms and failures over time, more machines";
        return Figure.Of(
            title,
            isFirst ? Note : "",
            Legend.Of([.. components.Select((component, i) => new LegendItem(component, i)), EventNames.LegendItem(EventKind.Failure)]),
            Panels.Of(title, $"Lanes of machines {string.Join(", ", lanes.Select(lane => lane.Machine))}.", time, panels, left: 28),
            isWide: true);
    }

    private static Panel Lane(MachineLane lane, IReadOnlyList<string> components, Scale time)
    {
        var y = new Scale(0, 1, Curve, 0, [new Tick(0, "0"), new Tick(1, "1")]);
        var lines = lane.Probabilities.Select((probabilities, i) => LineChart.Path(
            new Series(components[i], i, Thinning.MinMax(Points(lane.Times, probabilities), Columns)), time, y));
        var rows = lane.Alarms.Select(alarm => alarm.Component).Distinct().Order().ToList();
        var height = Curve + 4 + (AlarmBar * rows.Count);
        return new Panel($"Machine {lane.Machine}", height, y, Markup.Of(
            $"""
            {Stretched.Of(Curve, Markup.Join(lines))}
            {lane.Alarms.Select(alarm => Alarm(alarm, components, time, Curve + 4 + (rows.IndexOf(alarm.Component) * AlarmBar)))}
            {lane.Events.Where(item => item.Kind == EventKind.Failure).Select(item => Failure(item, time))}
            """));
    }

    private static IReadOnlyList<Point> Points(long[] times, double[] probabilities) =>
        [.. times.Zip(probabilities, (time, probability) => new Point(time, probability))];

    private static Markup Alarm(AlarmSpan alarm, IReadOnlyList<string> components, Scale time, int y)
    {
        var from = time.Within(UnixTime.FromDateTime(alarm.From));
        var to = time.Within(UnixTime.FromDateTime(alarm.To));
        var tip = $"alarm for {components[alarm.Component]}, {Format.Time(alarm.From)} to {Format.Time(alarm.To)}, "
            + $"probability {Format.Probability(alarm.Probability)}";
        return BarChart.Rectangle(alarm.Component, from, Math.Max(to - from, 0.5), y, AlarmBar - 1, tip);
    }

    private static Markup Failure(TimedEvent failure, Scale time)
    {
        var x = UnixTime.FromDateTime(failure.Time);
        var tip = $"{failure.Code} failed {Format.Time(failure.Time)}";
        return time.Contains(x)
            ? Mark.Of(EventNames.Symbol(EventKind.Failure), EventNames.Colour(EventKind.Failure), time.At(x), -4, tip)
            : Markup.Empty;
    }
}
