using Presage.Reporting.Charts;

namespace Presage.Reporting.Sections;

/// <summary>Confusion matrix: what was predicted against what came.</summary>
public static class ConfusionFigure
{
    /// <param name="counts">[actual][predicted].</param>
    public static Markup Of(string title, string note, IReadOnlyList<string> classes, long[][] counts)
    {
        if (counts.Length != classes.Count)
            return Markup.Empty;

        var cells = counts.Select(
            (line, actual) => line.Select((count, predicted) => Cell(classes, line, count, actual, predicted)).ToArray()).ToArray();
        return Figure.Of(
            title,
            $"{note} Number of rows; on the diagonal the prediction was right. Colours are shares of a line.",
            Legend.Of(new LegendItem("right", Palette.Blue), new LegendItem("wrong", Palette.Vermillion)),
            HeatMap.Of(
                $"Confusion matrix {title.ToLowerInvariant()}", note, classes, [.. classes.Select(name => Format.Short(name, 9))], cells,
                "actual", "predicted"));
    }

    private static HeatCell Cell(IReadOnlyList<string> classes, long[] line, long count, int actual, int predicted)
    {
        var share = (double)count / Math.Max(1, line.Sum());
        return new HeatCell(
            count < 100_000 ? Format.Count(count) : Format.Rough(count),
            share,
            actual == predicted ? Palette.Blue : Palette.Vermillion,
            $"{classes[actual]} predicted as {classes[predicted]}: {Format.Count(count)} rows, {Format.Percent(share)}");
    }
}
