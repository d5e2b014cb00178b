using Presage.Reporting.Charts;
using Presage.Reporting.Data;

namespace Presage.Reporting.Sections;

/// <summary>What the model is given: values in healthy times against those before a failure.</summary>
public static class FeatureSection
{
    public static Section Of(FeatureData? data) => new("features", "Features", data is null || data.Rows == 0
        ? Section.Notice("There are no feature rows to show: the data set has no readings in the range, or no model says which range.")
        : Markup.Of(
            $"""
            <p class="lead">What the model is given: one row per machine and grid point, made from the records before it.</p>
            <p>{Rows(data)}</p>
            {Distributions(data)}
            {(data.Correlations is { } correlations ? Correlation(correlations) : Markup.Empty)}
            """));

    private static string Rows(FeatureData data)
    {
        var positives = string.Concat(data.Positives.Select(count => $", {Format.Count(count.Count)} before a failure of {count.Name}"));
        return $"{Format.Count(data.Rows)} rows of {Format.Plural(data.Machines, "machine", "machines")}, {Format.Day(data.From)} to "
            + $"{Format.Day(data.To)}, preset {data.Preset}: {Format.Count(data.Healthy)} healthy{positives}. "
            + $"“Before” means within {Format.Hours(data.Horizon.TotalHours)}.";
    }

    private static Markup Distributions(FeatureData data) => data.Distributions.Count == 0
        ? Section.Notice("No failure is known in this range, so nothing can be compared.")
        : Figure.Row(data.Distributions.Select(Distribution));

    private static Markup Distribution(FeatureDistribution feature)
    {
        HistogramGroup[] groups =
        [
            HistogramGroup.Shares("healthy", Palette.Blue, feature.Healthy),
            HistogramGroup.Shares($"before {feature.Component} fails", Palette.Vermillion, feature.Failing),
        ];
        var name = Axes.Of(feature.Column);
        var importance = feature.Importance is { } share ? $"{Format.Percent(share)} of the model’s decisions. " : "";
        var missing = feature.Missing > 0 ? $" Missing in {Format.Percent(feature.Missing)} of the rows." : "";
        var note = $"{importance}{Direction(feature.Separation)}{missing}";
        return Figure.Of(
            name,
            note,
            Legend.Of(groups.Select(group => new LegendItem(group.Name, group.Colour))),
            HistogramChart.Of($"Distribution of {name}", note, feature.Bins, groups, name, "share of the group’s rows"));
    }

    private static string Direction(double separation)
    {
        var (chance, word) = separation >= 0.5 ? (separation, "larger") : (1 - separation, "smaller");
        return chance < 0.55
            ? "Alone it hardly tells the groups apart."
            : $"A row before a failure has the {word} value in {Format.Percent(chance)} of pairs.";
    }

    private static Markup Correlation(Correlations correlations)
    {
        var numbers = correlations.Columns.Select((_, i) => $"{i + 1}").ToList();
        var names = correlations.Columns.Select((column, i) => $"{i + 1} {column.Name}").ToList();
        var cells = correlations.Values.Select(
            (line, row) => line.Select((value, column) => Cell(value, $"{names[row]} and {names[column]}")).ToArray()).ToArray();
        return Figure.Row(Figure.Of(
            "How the features go together",
            "Pearson’s correlation of the most important features: 1 rise together, −1 one falls as the other rises, 0 no linear relation; "
            + "empty where one never changes.",
            Legend.Of(new LegendItem("positive", Palette.Blue), new LegendItem("negative", Palette.Vermillion)),
            HeatMap.Of(
                "Correlation of the features", $"Matrix of {names.Count} features: {string.Join(", ", names)}", names, numbers, cells,
                "feature", "the same features by number", 24),
            isWide: true));
    }

    private static HeatCell Cell(double value, string pair) => double.IsNaN(value)
        ? new HeatCell("", 0, Palette.Neutral, $"{pair}: constant")
        : new HeatCell(Label(value), Math.Abs(value), value < 0 ? Palette.Vermillion : Palette.Blue, $"{pair}: {Format.Number(value)}");

    /// <summary>One decimal without the zero, so that it fits into a narrow cell: .7, −.4, 1.</summary>
    private static string Label(double value)
    {
        var tenths = (int)Math.Round(Math.Abs(value) * 10);
        var sign = value < 0 && tenths > 0 ? "−" : "";
        return tenths switch { 0 => "0", 10 => $"{sign}1", _ => $"{sign}.{tenths}" };
    }
}
