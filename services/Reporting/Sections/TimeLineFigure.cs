using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Reporting.Data;
using Presage.Reporting.Html;
using Presage.Reporting.Svg;
using Presage.Storage;

namespace Presage.Reporting.Sections;

/// <summary>All sensors of one machine with what happened to it.</summary>
public static class TimeLineFigure
{
    private const int PanelHeight = 74;
    private const int Track = 20;
    private const int Columns = 1000;
    private const int SensorsPerFigure = 6;

    /// <summary>As many figures as it takes that each fits on a sheet of paper.</summary>
    public static IEnumerable<Markup> Of(TimeLine line) =>
        Enumerable.Range(0, line.Sensors.Count).Chunk(SensorsPerFigure).Select((sensors, i) => Of(line, sensors, i == 0));

    private static Markup Of(TimeLine line, int[] shown, bool isFirst)
    {
        var time = TimeScale.Over(line.From, line.To);
        var kinds = line.Events.Select(item => item.Kind).Distinct().Order().ToList();
        var title = $"Machine {line.Machine}, {Show.Day(line.From)} to {Show.Day(line.To)}{(isFirst ? "" : ", more sensors")}";
        var description = $"{string.Join(", ", shown.Select(i => line.Sensors[i].Name))} over time, with {string.Join(", ", kinds.Select(kind => $"{line.Events.Count(item => item.Kind == kind)} {EventNames.Plural(kind).ToLowerInvariant()}"))}.";
        List<Panel> panels = [.. shown.Select(i => Sensor(line.Sensors[i], line.Lines[i], time, i)), .. kinds.Select(kind => Events(kind, line, time))];
        return Figure.Of(
            title,
            !isFirst ? "" : $"{line.Why} Lines through all panels are failures; a sensor that leaves its usual band before one is what a model can learn from.",
            Legend.Of(kinds.Select(EventNames.LegendItem)),
            Panels.Of(title, description, time, panels, bottom => Failures(line, time, bottom)),
            isWide: true,
            numbers: isFirst ? Numbers(line) : null);
    }

    private static Panel Sensor(Sensor sensor, IReadOnlyList<Point> points, Scale time, int colour)
    {
        var values = points.Select(point => point.Y).Where(value => !double.IsNaN(value)).DefaultIfEmpty(0).ToList();
        var y = Scale.Rounded(values.Min(), values.Max(), PanelHeight, 0, 3);
        var path = LineChart.Path(new Series(sensor.Name, colour, Thinning.MinMax(points, Columns)), time, y);
        return new Panel(
            Axes.WithUnit(sensor.Name, sensor.Unit), PanelHeight, y, Markup.Of($"<g class=\"fine\">{Stretched.Of(PanelHeight, path)}</g>"));
    }

    private static Panel Events(EventKind kind, TimeLine line, Scale time) => new(EventNames.Plural(kind), Track, null, Markup.Join(
        line.Events.Where(item => item.Kind == kind).Select(item => Mark.Of(
            EventNames.Mark(kind), EventNames.Colour(kind), time.At(UnixTime.FromDateTime(item.Time)), Track / 2, $"{EventNames.Singular(kind)} {item.Code}, {Show.Time(item.Time)}"))));

    private static Markup Failures(TimeLine line, Scale time, double bottom) => Markup.Join(
        line.Events.Where(item => item.Kind == EventKind.Failure).Select(item => time.At(UnixTime.FromDateTime(item.Time))).Distinct().Select(x => Markup.Of(
            $"""<line class="rule {Palette.Class(EventNames.Colour(EventKind.Failure))}" x1="{x:0.##}%" x2="{x:0.##}%" y1="16" y2="{bottom:0.#}"/>""")));

    private static Markup Numbers(TimeLine line) => Table.Of(
        $"Events of machine {line.Machine}",
        ["Time (UTC)", "Kind", "Code"],
        line.Events.OrderBy(item => item.Time).Take(200).Select(item => Table.Row(Show.Time(item.Time), EventNames.Singular(item.Kind), item.Code)));
}
