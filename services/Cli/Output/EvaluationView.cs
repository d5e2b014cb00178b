using Presage.Contracts.Api;

namespace Presage.Cli.Output;

internal static class EvaluationView
{
    public static void Show(Terminal terminal, EvaluateResult result)
    {
        ShowConfusion(terminal, result);
        ShowComponents(terminal, result);
        terminal.Say(Words(result));
        terminal.Say($"Results {result.Results}, run {result.Run}, {Numbers.Seconds(result.Seconds)}.");
    }

    /// <summary>The figures that matter to whoever plans the repairs, as sentences.</summary>
    public static string Words(EvaluateResult result)
    {
        var events = result.Events;
        var lead = events.LeadTimeHours.P50 is { } median ? $" half of them at least {Numbers.Hours(median)} ahead;" : "";
        return $"{Numbers.Count(events.Warned)} of {Numbers.Count(events.Failures)} failures were warned of in time ({Numbers.Percent(events.Recall)});{lead} "
            + $"{Numbers.Count(events.FalseAlarms)} false alarms, {events.FalseAlarmsPerMachineMonth.ToString("0.00", Numbers.Culture)} per machine and month; "
            + $"the decisions cost {events.Cost.ToString("N0", Numbers.Culture)} and saved {events.Saved.ToString("N0", Numbers.Culture)}. "
            + $"By row: accuracy {Numbers.Share(result.Accuracy)}, precision {Numbers.Share(result.Precision)}, recall {Numbers.Share(result.Recall)}, "
            + $"F1 {Numbers.Share(result.F1)} over {Numbers.Count(result.Rows - result.Unlabelled)} rows; "
            + $"of {Numbers.Count(result.Unlabelled)} more it is not known yet whether a failure followed.";
    }

    private static void ShowConfusion(Terminal terminal, EvaluateResult result)
    {
        string[] classes = ["healthy", .. result.Components.Keys];
        var table = Grids.Create(null, ["actual \\ predicted", .. classes.Select(name => $"#{name}")]);
        foreach (var (index, row) in result.Confusion.Index())
            table.Row([classes[index], .. row.Select(Numbers.Count)]);

        terminal.Show(table);
    }

    private static void ShowComponents(Terminal terminal, EvaluateResult result)
    {
        var table = Grids.Create(null, "component", "#precision", "#recall", "#F1", "#PR-AUC", "#Brier", "#calibration error");
        foreach (var (component, figures) in result.Components)
            table.Row(
                component, Numbers.Share(figures.Precision), Numbers.Share(figures.Recall), Numbers.Share(figures.F1), Numbers.Share(figures.PrAuc),
                figures.Brier.ToString("0.0000", Numbers.Culture), figures.CalibrationError.ToString("0.0000", Numbers.Culture));

        terminal.Show(table);
    }
}
