using Presage.Contracts.Api;

namespace Presage.Cli.Output;

internal static class TrainView
{
    private const int MostFeatures = 8;

    public static void Show(Terminal terminal, TrainResult result)
    {
        var components = Tables.Create("component", "#failing rows", "#threshold", "#precision", "#recall", "#F1", "#PR-AUC");
        var test = result.Metrics.GetValueOrDefault("test");
        foreach (var (component, threshold) in result.Thresholds)
        {
            var figures = test?.Components.GetValueOrDefault(component);
            components.Row(
                component, Format.Count(result.Positives.GetValueOrDefault(component)), Format.Share(threshold), Share(figures?.Precision),
                Share(figures?.Recall), Share(figures?.F1), Share(figures?.PrAuc));
        }

        terminal.Show(components);
        if (result.Trials.Count > 1)
            TrialView.Show(terminal, result.Trials);

        foreach (var notice in result.Notices)
            terminal.Say(notice);

        terminal.Say($"Strongest features: {string.Join(", ", result.Importance.Take(MostFeatures).Select(each => $"{each.Feature} {Format.Percent(each.Share)}"))}.");
        terminal.Say($"Model {result.Model}@{result.Version} ({result.Algorithm}, preset {result.Preset}) fitted on {Format.Count(result.Rows)} rows. {result.Promotion}");
        terminal.Say($"Run {result.Run}, {Format.Seconds(result.Seconds)}.");
    }

    private static string Share(double? value) => value is { } known ? Format.Share(known) : "-";
}
