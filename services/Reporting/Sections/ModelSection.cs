using Presage.Contracts.Api;
using Presage.Hosting.Results;
using Presage.Reporting.Charts;
using Presage.Reporting.Data;

namespace Presage.Reporting.Sections;

/// <summary>How good the model is, and what it looks at.</summary>
public static class ModelSection
{
    private const int MostFeatures = 20;
    private const string Lead = "How good it is, and what it looks at.";
    private const string NoCurves = "Curves are drawn once failures are known that came after the predictions of a result set.";

    public static Section Of(ModelData? data, Outcome? outcome)
    {
        if (data is null)
            return new Section("model", "Model", Section.Notice(
                "There is no model yet. Train one on a range of this data set, then write the report again."));

        var version = data.Version;
        return new Section("model", "Model", Markup.Of(
            $"""
            <p class="lead">{version.Name} version {version.Number}: {version.Algorithm} on feature preset {version.Preset}. {Lead}</p>
            {Figures(data)}
            {SkillTable.Of([.. Judged(data, outcome)])}
            <h3>Right and wrong, row by row</h3>
            {Figure.Row(Confusions(data, outcome))}
            {(outcome is null ? Section.Notice(NoCurves) : CurveFigures.Of(outcome, data.Costs))}
            <h3>What it looks at</h3>
            {Figure.Row(Importance(data))}
            <h3>Trials and other models</h3>
            {TrainingTables.Of(data)}
            """));
    }

    private static IEnumerable<(string Block, EvaluationFigures Figures)> Judged(ModelData data, Outcome? outcome)
    {
        if (data.Metrics.TryGetValue("test", out var test))
            yield return ("test block", test);
        if (outcome is not null)
            yield return ("result set", outcome.Metrics.ToFigures());
    }

    private static IEnumerable<Markup> Confusions(ModelData data, Outcome? outcome)
    {
        List<string> classes = ["healthy", .. data.Components];
        if (data.Metrics.TryGetValue("test", out var test))
            yield return ConfusionFigure.Of("On the test block of training", "Rows that nothing was chosen by.", classes, test.Confusion);
        if (outcome is not null)
            yield return ConfusionFigure.Of(
                "On the result set", "Predictions judged by the failures that followed.", classes, outcome.Metrics.Confusion);
    }

    private static Markup Figures(ModelData data)
    {
        if (data.Metrics.Count == 0)
            return Section.Notice("The registry has no figures of this model.");

        string[] names = ["Threshold", "Precision", "Recall", "F1", "PR-AUC", "Brier", "Calibration error"];
        return Table.Of(
            "Figures by component and block",
            ["Component", "Block", .. names.Select(Column.Number)],
            data.Components.SelectMany(component => data.Metrics
                .Where(block => block.Value.Components.ContainsKey(component))
                .Select(block => Row(data, component, block.Key, block.Value.Components[component]))),
            asCards: true);
    }

    private static Markup[] Row(ModelData data, string component, string block, ComponentFigures figures) => Table.Row(
        component,
        block,
        Format.Probability(data.Version.Thresholds.TryGetValue(component, out var threshold) ? threshold : null),
        Format.Probability(figures.Precision),
        Format.Probability(figures.Recall),
        Format.Probability(figures.F1),
        Format.Probability(figures.PrAuc),
        Format.Number(figures.Brier),
        Format.Number(figures.CalibrationError));

    private static Markup Importance(ModelData data)
    {
        if (data.Importance.Count == 0)
            return Section.Notice("The model’s artifact is not there, so its feature importance is unknown.");

        var shown = data.Importance.Take(MostFeatures).ToList();
        var bars = shown.Select(feature => new Bar(
            feature.Feature,
            [.. feature.Shares.Select((share, i) => new BarPart(data.Components[i], 100 * share / data.Components.Count, i))])).ToList();
        var which = shown.Count < data.Importance.Count
            ? $"the {shown.Count} most important of {data.Importance.Count} features"
            : "all features";
        return Figure.Of(
            "Feature importance",
            $"Share of the total gain in the decisions of all components, {which}; colours say for which component.",
            Legend.Of(data.Components.Select((component, i) => new LegendItem(component, i))),
            BarChart.Of(
                "Feature importance", string.Join(", ", shown.Select(feature => $"{feature.Feature} {Format.Percent(feature.Mean)}")), bars,
                "share of the total gain (%)", value => Format.Percent(value / 100)),
            isWide: true);
    }
}
