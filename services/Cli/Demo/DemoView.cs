using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Demo;

internal static class DemoView
{
    private const int MostMachines = 10;

    public static void Show(Terminal terminal, DemoResult result)
    {
        terminal.Say($"Machines at risk at the end of {result.Dataset}:");
        RiskTable.Show(terminal, result.Machines.Take(MostMachines));
        terminal.Say(EvaluationView.Words(result.Evaluate));
        Notices.Show(terminal, [.. result.Train.Notices, .. result.Score.Notices, .. result.Evaluate.Notices]);
        terminal.Say("");
        terminal.Say("The same days with the reference architecture's features and random forest, and with Presage's own:");
        ShowComparison(terminal, result);
        ShowSeconds(terminal, result);
        terminal.Say($"Report: {result.Report}");
        terminal.Say(
            $"Go on with: presage predictions {result.Dataset}, presage evaluate {result.Dataset}, "
            + $"presage models show {result.Train.Model}@{result.Train.Version}");
    }

    private static void ShowComparison(Terminal terminal, DemoResult result)
    {
        var table = Tables.Create(
            "model", "algorithm", "features", "#warned", "#failures", "#false alarms", "#precision", "#recall", "#F1", "#saved");
        Row(result.Reference, result.ReferenceEvaluate);
        Row(result.Train, result.Evaluate);
        terminal.Show(table);

        void Row(TrainResult model, EvaluateResult figures) => table.Row(
            $"{model.Model}@{model.Version}", model.Algorithm, model.Preset, Format.Count(figures.Events.Warned),
            Format.Count(figures.Events.Failures), Format.Count(figures.Events.FalseAlarms), Format.Share(figures.Precision),
            Format.Share(figures.Recall), Format.Share(figures.F1), figures.Events.Saved.ToString("N0", Format.Culture));
    }

    private static void ShowSeconds(Terminal terminal, DemoResult result)
    {
        var table = Tables.Create("step", "#seconds");
        foreach (var (step, seconds) in result.Seconds)
            table.Row(step, Format.Seconds(seconds));

        table.Row("together", Format.Seconds(result.Seconds.Values.Sum()));
        terminal.Show(table);
    }
}
