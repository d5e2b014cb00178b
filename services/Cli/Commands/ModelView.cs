using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

/// <summary>One model version: what it was made from, how good it is, and when it was the champion.</summary>
internal static class ModelView
{
    private static readonly string[] s_blocks = ["calibrate", "test"];

    public static void Show(Terminal terminal, ModelDetails details)
    {
        var lineage = details.Lineage;
        terminal.Say($"{details.Model.Model}@{details.Model.Version}{(details.Model.IsChampion ? ", the champion" : "")}");
        terminal.Say($"Made by     run {lineage.Run}, {Format.Time(details.Model.CreatedAt)}, with Presage {lineage.EngineVersion}");
        terminal.Say(
            $"Data        {lineage.Dataset}, {Format.Time(lineage.From)} to {Format.Time(lineage.To)}, as known at "
            + $"{Format.Time(lineage.AsOf)}; failures known until {Format.Time(lineage.FailuresKnownUntil)}");
        terminal.Say($"            hash {lineage.DataHash}");
        terminal.Say(
            $"Scenario    {lineage.Scenario}, preset {lineage.Preset}, failures within {Format.Span(lineage.HorizonHours)}; "
            + $"hash {lineage.ScenarioHash}");
        terminal.Say($"Learning    {Learning(lineage)}");
        if (lineage.Split is { } split)
            terminal.Say($"Split       by {split}: {lineage.SplitReason}");
        terminal.Say($"SHA-256     {details.Sha256}");
        ShowComponents(terminal, details);
        foreach (var block in s_blocks)
            if (details.Metrics.TryGetValue(block, out var figures))
                terminal.Say($"On the {block} block {EvaluationView.Words(figures)}");

        foreach (var promotion in details.Promotions)
            terminal.Say(
                $"{Format.Time(promotion.At)} {promotion.Model}@{promotion.Version} promoted by {promotion.By}: {promotion.Reason}");

        Notices.Show(terminal, details.Notices);
    }

    private static string Learning(ModelLineage lineage)
    {
        var parameters = lineage.Parameters.Count == 0 ? "with its defaults" : $"with {Format.Parameters(lineage.Parameters)}";
        var thresholds = lineage.AlarmsPerWeek is { } budget
            ? string.Create(Format.Culture, $"thresholds for {budget:0.##} alarms a week")
            : "thresholds by cost";
        return $"{lineage.Algorithm} {parameters}, seed {lineage.Seed}, {thresholds}{Sweep(lineage.Sweep)}";
    }

    private static string Sweep(SweepLineage? sweep)
    {
        if (sweep is null)
            return "";

        string?[] asked =
        [
            sweep.Search is { } search ? $"{search} search" : null,
            sweep.Trials is { } trials ? Format.Count(trials, "trial") : null,
            sweep.BudgetSeconds is { } budget ? $"a budget of {Format.Seconds(budget)}" : null,
            sweep.Folds is { } folds ? Format.Count(folds, "fold") : null,
            sweep.Space is null ? null : "a space of its own",
        ];
        var words = asked.OfType<string>().ToList();
        return words.Count == 0 ? "" : $"; hyper-parameters from a sweep with {string.Join(", ", words)}";
    }

    /// <summary>The test block's figures stand for the model; the other one chose its thresholds.</summary>
    private static void ShowComponents(Terminal terminal, ModelDetails details)
    {
        var test = details.Metrics.GetValueOrDefault("test");
        var table = Tables.Create("component", "#threshold", "#precision", "#recall", "#F1", "#PR-AUC", "#Brier", "#calibration error");
        foreach (var (component, threshold) in details.Thresholds)
            table.Row([component, Format.Share(threshold), .. EvaluationView.Figures(test?.Components.GetValueOrDefault(component))]);

        terminal.Show(table);
        if (test is not null)
            SkillTable.Show(terminal, test.Components);
    }
}
