using System.Text;
using Presage.Storage;

namespace Presage.Cli.Output;

internal static class FaultView
{
    private const int LongestMessage = 2_000;

    public static object Summary(Fault fault) => new
    {
        fault.Id,
        fault.State,
        fault.Queue,
        fault.Message,
        fault.Run,
        fault.Error.Code,
        Reason = fault.Error.Message,
        fault.Error.Remedy,
        fault.At,
        Failures = Failures(fault),
    };

    public static void ShowAll(Terminal terminal, IReadOnlyList<Fault> faults)
    {
        if (faults.Count == 0)
        {
            terminal.Say("There are no such faults.");
            return;
        }

        var table = Tables.Create("fault", "queue", "message", "run", "code", "#failed", "last", "state");
        foreach (var fault in faults)
            table.Row(
                fault.Id, fault.Queue, fault.Message ?? "-", fault.Run ?? "-", fault.Error.Code, Format.Count(Failures(fault)), Format.Time(fault.At),
                fault.State.ToString().ToLowerInvariant());

        terminal.Show(table);
    }

    public static void Show(Terminal terminal, Fault fault)
    {
        ShowAll(terminal, [fault]);
        terminal.Say($"{fault.Error.Message} {fault.Error.Remedy}");
        var history = Tables.Create("when", "what", "worker", "text");
        foreach (var entry in fault.History)
            history.Row(Format.Time(entry.At), entry.What, entry.Worker, entry.Text);

        terminal.Show(history);
        terminal.Say($"The message, {fault.BodyBytes:N0} bytes{(fault.Body.Length > LongestMessage ? $", of which the first {LongestMessage:N0}" : "")}:");
        terminal.Say(Encoding.UTF8.GetString(fault.Body.AsSpan(0, Math.Min(fault.Body.Length, LongestMessage))));
        terminal.Say(fault.Details);
    }

    private static int Failures(Fault fault) => fault.History.Count(entry => entry.What == FaultEvent.Failed);
}
