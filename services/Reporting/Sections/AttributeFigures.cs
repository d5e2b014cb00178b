using Presage.Reporting.Charts;
using Presage.Reporting.Data;
using Presage.Storage;

namespace Presage.Reporting.Sections;

/// <summary>Machines and their events by each attribute.</summary>
public static class AttributeFigures
{
    private static readonly string[] s_counts = ["Machines", "Errors", "Replacements", "Failures", "Failures per machine-year"];

    public static Markup Of(RawData data) =>
        Figure.Row(data.Attributes.SelectMany(summary => new[] { Machines(summary), Rates(summary) }));

    private static Markup Machines(AttributeSummary summary)
    {
        var title = $"Machines by {Name(summary)}";
        var bars = summary.Groups.Select(group => new Bar(group.Name, Parts(summary, group))).ToList();
        return Figure.Of(
            title,
            $"{Format.Count(summary.Groups.Sum(group => group.Machines))} machines.",
            summary.Stacks.Count == 0 ? Markup.Empty : Legend.Of(summary.Stacks.Select((stack, i) => new LegendItem(stack, i))),
            BarChart.Of(title, Words(summary, group => group.Machines), bars, "number of machines", value => Format.Count((long)value), 1));
    }

    private static Markup Rates(AttributeSummary summary)
    {
        var title = $"Failures per machine-year by {Name(summary)}";
        var bars = summary.Groups.Select(
            group => Bar.Of(group.Name, group.PerYear(group.Failures) ?? 0, EventNames.BarColour(EventKind.Failure))).ToList();
        return Figure.Of(
            title,
            "How often a machine of the group fails, whatever the group's size.",
            Markup.Empty,
            BarChart.Of(title, Words(summary, group => group.Failures), bars, "failures per machine-year", value => Format.Number(value)),
            numbers: Numbers(title, summary));
    }

    private static Markup Numbers(string title, AttributeSummary summary) => Table.Of(
        title,
        [Name(summary), .. s_counts.Select(Column.Number)],
        summary.Groups.Select(group => Table.Row(
            group.Name, Format.Count(group.Machines), Format.Count(group.Errors), Format.Count(group.Replacements),
            Format.Count(group.Failures), Format.Number(group.PerYear(group.Failures)))));

    private static IReadOnlyList<BarPart> Parts(AttributeSummary summary, AttributeGroup group) => summary.Stacks.Count == 0
        ? [new BarPart("", group.Machines, Palette.Blue)]
        : [.. group.Stacked.Select((count, i) => new BarPart(summary.Stacks[i], count, i))];

    private static string Name(AttributeSummary summary) => Axes.WithUnit(summary.Attribute.Name, summary.Attribute.Unit);

    private static string Words(AttributeSummary summary, Func<AttributeGroup, long> count) =>
        string.Join(", ", summary.Groups.Select(group => $"{group.Name}: {count(group)}"));
}
