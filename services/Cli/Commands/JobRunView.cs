using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class JobRunView
{
    public static void ShowAll(Terminal terminal, IReadOnlyList<JobRunSummary> runs)
    {
        var table = Tables.Create("job run", "version", "cause", "interval", "begun", "#took", "state");
        foreach (var run in runs)
            table.Row(
                run.Id, Format.Count(run.Version), run.Cause, Interval(run.From, run.To), Format.Time(run.CreatedAt),
                Format.Seconds(run.Seconds), run.Repairs > 0 ? $"{run.State}, repaired {run.Repairs} x" : run.State);

        terminal.Show(table);
    }

    public static void Show(Terminal terminal, JobRunDetails details)
    {
        ShowAll(terminal, [details.Run]);
        terminal.Say(details.Run.Why);
        if (details.Parameters.Count > 0)
            terminal.Say($"Parameters: {Named(details.Parameters)}");

        var table = Tables.Create("step", "does", "state", "#attempt", "run", "begun", "#took", "what came of it");
        foreach (var step in details.Steps)
            table.Row(
                step.Item is { } item ? $"{step.Step} ({item})" : step.Step, step.Kind, step.State, Format.Count(step.Attempt),
                step.Run ?? "-", Format.Time(step.StartedAt),
                step is { StartedAt: { } begun, EndedAt: { } end } ? Format.Seconds((end - begun).TotalSeconds) : "-", WhatCameOf(step));

        terminal.Show(table);
        if (details.Steps.Any(step => step.Pins.Count > 0))
            terminal.Say($"Pinned: {string.Join("; ", details.Steps.Where(step => step.Pins.Count > 0).Select(PinsOf))}");
    }

    /// <summary>With seconds where one end has some.</summary>
    public static string Interval(DateTime? from, DateTime? to)
    {
        if (from is not { } begin || to is not { } end)
            return "-";

        var isWhole = begin.Second == 0 && end.Second == 0;
        return isWhole ? $"({Format.Time(begin)}, {Format.Time(end)}]" : $"({Format.Moment(begin)}, {Format.Moment(end)}]";
    }

    private static string WhatCameOf(JobStep step) =>
        step.Why ?? Named(step.Outputs.Where(output => output.Key is not ("run" or "outcome")));

    private static string PinsOf(JobStep step) => $"{step.Step}: {Named(step.Pins)}";

    private static string Named(IEnumerable<KeyValuePair<string, string>> values) =>
        string.Join(", ", values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key} {value.Value}"));
}
