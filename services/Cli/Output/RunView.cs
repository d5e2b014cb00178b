using Presage.Storage.Runs;

namespace Presage.Cli.Output;

internal static class RunView
{
    public static void ShowAll(Terminal terminal, IReadOnlyList<Run> runs)
    {
        if (runs.Count == 0)
        {
            terminal.Say("There are no runs yet.");
            return;
        }

        var table = Grids.Create(null, "run", "kind", "data", "from", "to", "started", "#took", "state");
        foreach (var run in runs)
            table.Row(
                run.Id, run.Kind, run.Dataset, Numbers.Time(run.From), Numbers.Time(run.To), Numbers.Time(run.StartedAt), Took(run), State(run));

        terminal.Show(table);
    }

    public static void Show(Terminal terminal, Run run, IReadOnlyList<StageProgress> stages)
    {
        ShowAll(terminal, [run]);
        var table = Grids.Create(null, "stage", "#slices", "#done", "#rows");
        foreach (var stage in stages)
            table.Row(stage.Stage, Numbers.Count(stage.Slices), Numbers.Count(stage.Done), Numbers.Count(stage.Rows));

        terminal.Show(table);
        if (run.Error is { } error)
            terminal.Say($"{error.Message} {error.Remedy}");
        if (run.Result is { } result)
            terminal.Say(result);
    }

    private static string Took(Run run) => run.EndedAt is { } end ? Numbers.Seconds((end - run.StartedAt).TotalSeconds) : "-";

    private static string State(Run run) => run.State.ToString().ToLowerInvariant();
}
