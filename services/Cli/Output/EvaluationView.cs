using Presage.Contracts.Api;

namespace Presage.Cli.Output;

internal static class EvaluationView
{
    public static void Show(Terminal terminal, EvaluateResult result)
    {
        ShowConfusion(terminal, result);
        ShowComponents(terminal, result);
        SkillTable.Show(terminal, result.Components);
        terminal.Say(Words(result));
        Notices.Show(terminal, result.Notices);
        terminal.Say($"Results {result.Results}, run {result.Run}, {Format.Seconds(result.Seconds)}.");
    }

    public static string Words(EvaluateResult result) => Words(new EvaluationFigures(
        result.Rows, result.Unlabelled, result.Confusion, result.Accuracy, result.Precision, result.Recall, result.F1, result.Components,
        result.Events));

    /// <summary>The figures that matter to whoever plans the repairs, as sentences.</summary>
    public static string Words(EvaluationFigures figures)
    {
        var events = figures.Events;
        var lead = events.LeadTimeHours.P50 is { } median ? $" half of them at least {Format.Hours(median)} ahead;" : "";
        return $"{Format.Count(events.Warned)} of {Format.Count(events.Failures)} failures were warned of in time "
            + $"({Format.Percent(events.Recall)});{lead} {FalseAlarms(events)}, "
            + $"{events.FalseAlarmsPerMachineMonth.ToString("0.00", Format.Culture)} per machine and month; "
            + $"{(events.ShareInAlarm is { } share ? $"machines were in alarm {Format.Percent(share)} of the time; " : "")}"
            + $"the decisions cost {events.Cost.ToString("N0", Format.Culture)} and saved {events.Saved.ToString("N0", Format.Culture)}. "
            + $"By row: accuracy {Format.Share(figures.Accuracy)}, precision {Format.Share(figures.Precision)}, "
            + $"recall {Format.Share(figures.Recall)}, F1 {Format.Share(figures.F1)} "
            + $"over {Format.Count(figures.Rows - figures.Unlabelled)} rows; "
            + $"of {Format.Count(figures.Unlabelled)} more it is not known yet whether a failure followed.";
    }

    /// <summary>Figures stored by earlier versions do not say how many warnings were decided.</summary>
    private static string FalseAlarms(EventFigures events) => events is { Decided: { } decided, Undecided: { } undecided }
        ? $"{Format.Count(events.FalseAlarms)} of {Format.Count(decided)} warnings came before nothing"
            + (undecided == 0 ? "" : $" ({Format.Count(undecided)} more are not decided yet)")
        : $"{Format.Count(events.FalseAlarms)} false alarms";

    /// <summary>A component's figures as cells: precision, recall, F1, PR-AUC, Brier score, calibration error.</summary>
    public static IEnumerable<string> Figures(ComponentFigures? figures) => figures is null
        ? Enumerable.Repeat("-", 6)
        :
        [
            Format.Share(figures.Precision), Format.Share(figures.Recall), Format.Share(figures.F1), Format.Share(figures.PrAuc),
            figures.Brier.ToString("0.0000", Format.Culture), figures.CalibrationError.ToString("0.0000", Format.Culture),
        ];

    private static void ShowConfusion(Terminal terminal, EvaluateResult result)
    {
        string[] classes = ["healthy", .. result.Components.Keys];
        var table = Tables.Create(["actual \\ predicted", .. classes.Select(name => $"#{name}")]);
        foreach (var (index, row) in result.Confusion.Index())
            table.Row([classes[index], .. row.Select(Format.Count)]);

        terminal.Show(table);
    }

    private static void ShowComponents(Terminal terminal, EvaluateResult result)
    {
        var table = Tables.Create("component", "#precision", "#recall", "#F1", "#PR-AUC", "#Brier", "#calibration error");
        foreach (var (component, figures) in result.Components)
            table.Row([component, .. Figures(figures)]);

        terminal.Show(table);
    }
}
