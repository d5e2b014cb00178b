using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class ConnectionView
{
    public static void Show(Terminal terminal, ConnectionsApplied applied)
    {
        foreach (var change in applied.Connections)
        {
            terminal.Say($"{change.Connection} ({change.Kind}): {(applied.DryRun ? "would be " : "")}{change.Change}");
            if (applied.DryRun && change is { Before: { } before, After: { } after })
                ShowDifference(terminal, before.Split('\n'), after.Split('\n'));
        }
    }

    public static void ShowAll(Terminal terminal, IReadOnlyList<ConnectionSummary> connections)
    {
        if (connections.Count == 0)
        {
            terminal.Say("There are no connections.");
            return;
        }

        var table = Tables.Create("connection", "kind", "target", "tells", "state", "applied", "by");
        foreach (var connection in connections)
            table.Row(
                connection.Connection, connection.Kind, connection.Target,
                connection.Tells.Count == 0 ? "what steps of jobs say" : string.Join(", ", connection.Tells), connection.State,
                Format.Time(connection.Applied), connection.By);

        terminal.Show(table);
        foreach (var stopped in connections.Where(connection => connection.Why is not null))
            terminal.Say($"{stopped.Connection}: {stopped.Why}");
    }

    /// <summary>Lines that only one of the two has; definitions are short.</summary>
    private static void ShowDifference(Terminal terminal, string[] before, string[] after)
    {
        foreach (var line in before.Except(after))
            terminal.Say($"  - {line}");
        foreach (var line in after.Except(before))
            terminal.Say($"  + {line}");
    }
}
