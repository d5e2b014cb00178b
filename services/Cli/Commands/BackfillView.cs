using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class BackfillView
{
    /// <summary>Intervals that are shown to people; the document has all of them.</summary>
    private const int MostShown = 200;

    public static void Show(Terminal terminal, BackfillPlan plan)
    {
        if (plan.Intervals.Count == 0)
            terminal.Say($"Nothing is to be done: no interval of {plan.Job} is selected.");
        else
        {
            var table = Tables.Create("from", "to", "reason", "#rows", "#minutes");
            foreach (var interval in plan.Intervals.Take(MostShown))
                table.Row(
                    Format.Time(interval.From), Format.Time(interval.To), interval.Reason,
                    interval.Rows is { } rows ? Format.Count(rows) : "-", Minutes(interval.Minutes));

            terminal.Show(table);
            SayRest(terminal, plan.Intervals.Count);
            var rowsOfAll = plan.Rows is { } all ? $", {Format.Count(all, "row")}" : "";
            var minutes = plan.Minutes is { } sum ? $", about {Minutes(sum)} minutes one after the other" : "";
            terminal.Say($"{Format.Count(plan.Intervals.Count, "interval")} of {plan.Job}, version {plan.Version}{rowsOfAll}{minutes}.");
            terminal.Say(plan.Estimate);
            terminal.Say($"Plan {plan.Hash}. Start it with the same command and --hash {plan.Hash} in place of --plan.");
        }

        Notices.Show(terminal, plan.Notices);
    }

    public static void Show(Terminal terminal, BackfillDetails details)
    {
        var backfill = details.Backfill;
        var table = Tables.Create("from", "to", "reason", "state", "run");
        foreach (var interval in details.Intervals.Take(MostShown))
            table.Row(Format.Time(interval.From), Format.Time(interval.To), interval.Reason, interval.State, interval.Run ?? "-");

        terminal.Show(table);
        SayRest(terminal, details.Intervals.Count);
        terminal.Say(LineOf(backfill));
        if (details.Waits is { } waits)
            terminal.Say(waits);
    }

    public static string LineOf(BackfillSummary backfill) =>
        $"Backfill {backfill.Hash} of {backfill.Job}, started by {backfill.By} on {Format.Time(backfill.StartedAt)}, is {backfill.State}: "
        + $"{Format.Count(backfill.Intervals, "interval")}, {Format.Count(backfill.Succeeded)} succeeded, "
        + $"{Format.Count(backfill.Failed)} failed.{(backfill.Why is { } why ? $" {why}" : "")}";

    private static void SayRest(Terminal terminal, int count)
    {
        if (count > MostShown)
            terminal.Say($"{Format.Count(count - MostShown)} more intervals; --json lists them.");
    }

    private static string Minutes(double? minutes) => minutes is { } known ? known.ToString("0.0#", Format.Culture) : "-";
}
