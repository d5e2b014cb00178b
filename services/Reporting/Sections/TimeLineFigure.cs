using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Reporting.Charts;
using Presage.Reporting.Data;
using Presage.Storage;

namespace Presage.Reporting.Sections;

/// <summary>All sensors of one machine with what happened to it.</summary>
public static class TimeLineFigure
{
    private const int PanelHeight = 74;
    private const int Track = 20;
    private const int Columns = 1000;
    private const int MostNumbers = 200;
    private const int SensorsPerFigure = 6;

    private const string Note = "Lines through all panels are failures; a sensor that leaves its usual band before one is what a model can "
        + "learn from.";

    /// <summary>As many figures as it takes that each fits on a sheet of paper.</summary>
    public static IEnumerable<Markup> Of(TimeLine line) =>
        Enumerable.Range(0, line.Sensors.Count).Chunk(SensorsPerFigure).Select((sensors, i) => Of(line, sensors, i == 0));

    private static Markup Of(TimeLine line, int[] shown, bool isFirst)
    {
        var time = TimeScale.Over(line.From, line.To);
        var kinds = line.Events.Select(item => item.Kind).Distinct().Order().ToList();
        var title = $"Machine {line.Machine}, {Format.Day(line.From)} to {Format.Day(line.To)}{(isFirst ? "" : ", more sensors")}";
        var sensors = string.Join(", ", shown.Select(i => line.Sensors[i].Name));
        var counts = kinds.Select(kind => $"{line.Events.Count(item => item.Kind == kind)} {EventNames.Plural(kind).ToLowerInvariant()}");
        var description = $"{sensors} over time, with {string.Join(", ", counts)}.";
        List<Panel> panels = [.. shown.Select(i => Sensor(line, i, time)), .. kinds.Select(kind => Events(kind, line, time))];
        return Figure.Of(
            title,
            isFirst ? $"{line.Why} {Note}" : "",
            Legend.Of(kinds.Select(EventNames.LegendItem)),
            Panels.Of(title, description, time, panels, bottom => Failures(line, time, bottom)),
            isWide: true,
            numbers: isFirst ? Numbers(line) : null);
    }

    private static Panel Sensor(TimeLine line, int index, Scale time)
    {
        var (sensor, readings) = (line.Sensors[index], line.Readings[index]);
        var values = readings.Where(value => !double.IsNaN(value)).DefaultIfEmpty(0).ToList();
        var y = Scale.Rounded(values.Min(), values.Max(), PanelHeight, 0, 3);
        var points = Thinning.MinMax(Points(line.Times, readings, line.Sampling), Columns);
        var path = LineChart.Path(new Series(sensor.Name, index, points), time, y);
        return new Panel(
            Axes.WithUnit(sensor.Name, sensor.Unit), PanelHeight, y, Markup.Of($"<g class=\"fine\">{Stretched.Of(PanelHeight, path)}</g>"));
    }

    /// <summary>The readings with a hole wherever one is missing.</summary>
    private static List<Point> Points(long[] times, double[] readings, TimeSpan sampling)
    {
        var points = new List<Point>(times.Length);
        for (var i = 0; i < times.Length; i++)
        {
            if (i > 0 && times[i] - times[i - 1] > 1.5 * UnixTime.FromTimeSpan(sampling))
                points.Add(new Point(times[i - 1] + 1, double.NaN));

            points.Add(new Point(times[i], readings[i]));
        }

        return points;
    }

    private static Panel Events(EventKind kind, TimeLine line, Scale time) => new(EventNames.Plural(kind), Track, null, Markup.Join(
        line.Events.Where(item => item.Kind == kind).Select(item => Mark.Of(
            EventNames.Symbol(kind), EventNames.Colour(kind), time.At(UnixTime.FromDateTime(item.Time)), Track / 2,
            $"{EventNames.Singular(kind)} {item.Code}, {Format.Time(item.Time)}"))));

    private static Markup Failures(TimeLine line, Scale time, double bottom)
    {
        var colour = Palette.Class(EventNames.Colour(EventKind.Failure));
        return Markup.Join(line.Events
            .Where(item => item.Kind == EventKind.Failure)
            .Select(item => time.At(UnixTime.FromDateTime(item.Time)))
            .Distinct()
            .Select(x => Markup.Of($"""<line class="rule {colour}" x1="{x:0.##}%" x2="{x:0.##}%" y1="16" y2="{bottom:0.#}"/>""")));
    }

    private static Markup Numbers(TimeLine line) => Table.Of(
        $"Events of machine {line.Machine}",
        ["Time (UTC)", "Kind", "Code"],
        line.Events.OrderBy(item => item.Time).Take(MostNumbers).Select(item => Table.Row(
            Format.Time(item.Time), EventNames.Singular(item.Kind), item.Code)));
}
