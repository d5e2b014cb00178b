using System.CommandLine.Parsing;
using System.Text.Json;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class RunView
{
    /// <summary>Finished slices of a run that are shown to people; the document has all of them.</summary>
    private const int MostDone = 20;

    public static void ShowAll(Terminal terminal, IReadOnlyList<RunSummary> runs)
    {
        if (runs.Count == 0)
        {
            terminal.Say("There are no such runs.");
            return;
        }

        var table = Tables.Create("run", "kind", "data", "from", "to", "started", "#took", "state");
        foreach (var run in runs)
            table.Row(
                run.Id, run.Kind, run.Dataset, Format.Time(run.From), Format.Time(run.To), Format.Time(run.StartedAt), Took(run),
                run.Refused > 0 ? $"{run.State} with refusals" : run.State);

        terminal.Show(table);
    }

    public static void Show(Terminal terminal, RunDetails details, CommandResult values)
    {
        ShowAll(terminal, [details.Run]);
        var table = Tables.Create("stage", "#slices", "#done", "#rows");
        foreach (var stage in details.Stages)
            table.Row(stage.Stage, Format.Count(stage.Slices), Format.Count(stage.Done), Format.Count(stage.Rows));

        terminal.Show(table);
        ShowSlices(terminal, details.Slices);
        if (details.Remaining is { } remaining)
            terminal.Say($"Stage {remaining.Stage}: {Format.Remaining(remaining)}.");
        if (details.Waiting is { } waiting)
            terminal.Say(waiting.Why);
        foreach (var wake in details.Wakes ?? [])
            terminal.Say($"It stood still and was woken on {Format.Time(wake.At)}. {wake.Why}");
        if (details.Run.ResumedAt is { } resumed)
            terminal.Say($"Taken up again {Times(details.Run.Retries)}, last on {Format.Time(resumed)}.");
        if (details.Error is { } error)
            terminal.Say($"{error.Message} {Hints.Complete(error.Remedy, error.Code, error.Run, values)}");
        if (details.Result is { } result)
            ShowResult(terminal, details.Run, result, values);
    }

    private static void ShowResult(Terminal terminal, RunSummary run, JsonElement result, CommandResult values)
    {
        if (run.Refused > 0)
            IngestView.ShowRefused(terminal, result.Deserialize<IngestResult>(JsonSerializerOptions.Web)!, values);

        terminal.Say(result.GetRawText());
    }

    /// <summary>Those that are not finished first, then the latest.</summary>
    private static void ShowSlices(Terminal terminal, IReadOnlyList<RunSlice> slices)
    {
        if (slices.Count == 0)
            return;

        var done = slices.Where(slice => slice.EndedAt is not null).OrderByDescending(slice => slice.EndedAt).ToList();
        var table = Tables.Create("stage", "#slice", "state", "#attempt", "worker", "started", "#took", "#rows");
        foreach (var slice in slices.Where(slice => slice.EndedAt is null).Concat(done.Take(MostDone)))
            table.Row(
                slice.Stage, Format.Count(slice.Slice), slice.State, Format.Count(slice.Attempt), slice.Worker,
                Format.Time(slice.StartedAt), slice.EndedAt is { } end ? Format.Seconds((end - slice.StartedAt).TotalSeconds) : "-",
                slice.Rows is { } rows ? Format.Count(rows) : "-");

        terminal.Show(table);
        if (done.Count > MostDone)
            terminal.Say($"{Format.Count(done.Count - MostDone)} more finished slices; --json lists them.");
    }

    private static string Times(int retries) => retries == 1 ? "once" : $"{Format.Count(retries)} times";

    private static string Took(RunSummary run) =>
        run.EndedAt is { } end ? Format.Seconds((end - (run.ResumedAt ?? run.StartedAt)).TotalSeconds) : "-";
}
