using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class FaultView
{
    private const int LongestMessage = 2_000;

    public static void ShowAll(Terminal terminal, IReadOnlyList<FaultSummary> faults)
    {
        if (faults.Count == 0)
        {
            terminal.Say("There are no such faults.");
            return;
        }

        var table = Tables.Create("fault", "queue", "message", "run", "code", "#failed", "last", "state");
        foreach (var fault in faults)
            table.Row(
                fault.Id, fault.Queue, fault.Message ?? "-", fault.Run ?? "-", fault.Code, Format.Count(fault.Failures),
                Format.Time(fault.At), fault.State);

        terminal.Show(table);
    }

    public static void Show(Terminal terminal, FaultDetails details)
    {
        ShowAll(terminal, [details.Fault]);
        terminal.Say($"{details.Fault.Reason} {details.Fault.Remedy}");
        var history = Tables.Create("when", "what", "worker", "text");
        foreach (var entry in details.History)
            history.Row(Format.Time(entry.At), entry.What, entry.Worker, entry.Text);

        terminal.Show(history);
        var shown = details.Message.Length <= LongestMessage ? details.Message : details.Message[..LongestMessage];
        var cut = shown.Length < details.Message.Length ? $", of which the first {Format.Count(LongestMessage)}" : "";
        terminal.Say($"The message, {Format.Count(details.Bytes)} bytes{cut}:");
        terminal.Say(shown);
        terminal.Say(details.Details);
    }

    public static void Show(Terminal terminal, FaultOutcome outcome, string verb) => terminal.Say(
        $"{outcome.Done.Count} faults were {verb}."
        + (outcome.ClosedBefore.Count > 0 ? $" {outcome.ClosedBefore.Count} had been closed before." : ""));
}
