using Presage.Reporting.Charts;
using Presage.Reporting.Data;
using Presage.Storage;

namespace Presage.Reporting.Sections;

/// <summary>What was measured and recorded.</summary>
public static class RawDataSection
{
    public static Section Of(RawData data) => new("data", "Raw data", Markup.Of(
        $"""
        <p class="lead">What was measured and recorded, before any computation.</p>
        {Sources(data)}
        <h3>Sensors</h3>
        {SensorFigures.Of(data)}
        {(data.TimeLine is { } line ? Figure.Row(TimeLineFigure.Of(line)) : Markup.Empty)}
        <h3>Errors, replacements, failures</h3>
        {Events(data)}
        {(data.Attributes.Count == 0 ? Markup.Empty : Markup.Of($"<h3>By kind of machine</h3>{AttributeFigures.Of(data)}"))}
        <h3>Quality</h3>
        {QualityFigures.Of(data)}
        """));

    private static Markup Sources(RawData data) => Table.Of(
        $"{Format.Plural(data.Machines, "machine", "machines")}",
        ["Source", Column.Number("Records"), Column.Time("First"), Column.Time("Last")],
        data.Extents.Select(source => Table.Row(
            source.Key, Format.Count(source.Value.Records), Format.Day(source.Value.First), Format.Day(source.Value.Last))));

    private static Markup Events(RawData data)
    {
        if (data.Events.Count == 0)
            return Section.Notice("This data set has no errors, replacements or failures.");

        return Figure.Row(data.Events.GroupBy(count => count.Kind).Select(group => Counts(group.Key, [.. group])));
    }

    private static Markup Counts(EventKind kind, IReadOnlyList<EventCount> counts)
    {
        var title = $"{EventNames.Plural(kind)} by {(kind == EventKind.Error ? "type" : "component")}";
        var bars = counts.Select(count => Bar.Of(count.Code, count.Count, EventNames.BarColour(kind))).ToList();
        var sum = counts.Sum(count => count.Count);
        return Figure.Of(
            title,
            $"{Format.Count(sum)} in all.",
            Markup.Empty,
            BarChart.Of(
                title, string.Join(", ", counts.Select(count => $"{count.Code} {count.Count}")), bars, "number of records",
                value => Format.Count((long)value), 1));
    }
}
