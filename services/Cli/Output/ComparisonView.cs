
namespace Presage.Cli.Output;

internal static class ComparisonView
{
    public static void Show(Terminal terminal, IReadOnlyList<ComparedModel> models)
    {
        if (models.Count == 0)
        {
            terminal.Say("There are no models yet.");
            return;
        }

        var table = Tables.Create(
            "model", "champion", "algorithm", "preset", "#F1", "#precision", "#recall", "#PR-AUC", "#warned", "#half ahead by", "#false alarms", "#cost");
        foreach (var model in models)
            table.Row([model.Name, model.Version.IsChampion ? "yes" : "", model.Version.Algorithm, model.Version.Preset, .. Figures(model)]);

        terminal.Show(table);
        terminal.Say("On the test block, with the version's own thresholds; false alarms per machine and month.");
        if (models.Select(model => model.Judged).Distinct().Count() > 1)
            terminal.Say("Some were judged on other rows than others (another data set, range or horizon), so their figures do not say which is better.");
    }

    private static string[] Figures(ComparedModel model)
    {
        if (model.Test is not { } test)
            return [.. Enumerable.Repeat("-", 8)];

        var events = test.Events;
        return
        [
            Format.Share(test.F1), Format.Share(test.Precision), Format.Share(test.Recall), Format.Share(model.PrAuc),
            $"{Format.Count(events.Warned)} of {Format.Count(events.Failures)}", Format.Hours(events.LeadTimeHours.P50),
            events.FalseAlarmsPerMachineMonth.ToString("0.00", Format.Culture), events.Cost.ToString("N0", Format.Culture),
        ];
    }
}
