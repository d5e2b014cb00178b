using System.Text.Json;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>Searches over hyper-parameters, from the command line to the registry.</summary>
public sealed class SweepTests
{
    private static readonly string[] Train =
        ["train", "fleet", "--from", "2015-01-01", "--to", "2015-05-01", "--algorithm", "decision-tree", "--search", "halving", "--folds",
            "2", "--trials", "9"];

    [Fact]
    public async Task Halving_over_folds_ends_in_a_model_and_giving_it_again_in_the_same()
    {
        using var workspace = await FleetAsync();

        var document = (await workspace.RunAsync([.. Train, "--json"])).Done().Document;
        var again = (await workspace.RunAsync([.. Train, "--json"])).Done().Document;
        var words = (await workspace.RunAsync(Train)).Done();

        var trials = document.GetProperty("trials").EnumerateArray().ToList();
        trials.Count.ShouldBe(9);
        trials[0].GetProperty("rung").GetInt32().ShouldBe(3);
        trials.ShouldAllBe(trial => trial.GetProperty("folds").GetArrayLength() == 2);
        again.GetProperty("version").GetInt32().ShouldBe(1);
        ScoresOf(again).ShouldBe(ScoresOf(document));
        words.Error.ShouldContain("trials-3 ");
        words.Out.ShouldContain("by fold");
    }

    [Fact]
    public async Task A_search_that_was_killed_between_its_rungs_goes_on_and_ends_as_if_it_had_not_been()
    {
        using var undisturbed = await FleetAsync();
        using var killed = await FleetAsync();
        using (var process = killed.Start(Train))
        {
            while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
                && !line.StartsWith("trials-2", StringComparison.Ordinal))
            {
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var document = (await killed.RunAsync([.. Train, "--json"])).Done().Document;

        ScoresOf(document).ShouldBe(ScoresOf((await undisturbed.RunAsync([.. Train, "--json"])).Done().Document));
        (await killed.RunAsync("runs", "list", "--json")).Done().Document.GetProperty("runs").EnumerateArray()
            .Count(run => run.GetProperty("kind").GetString() == "train").ShouldBe(1);
    }

    [Fact]
    public async Task A_declared_space_and_what_is_set_are_what_is_tried()
    {
        using var workspace = await FleetAsync();
        workspace.Write("space.yaml", "decision-tree:\n  depth: [3, 4, 5]\n  min-rows: { from: 5, to: 50, scale: log, whole: true }\n");

        var document = (await workspace.RunAsync(
            [.. Train.Take(8), "--trials", "4", "--space", "space.yaml", "--set", "min-rows=10", "--set", "max-bins=64", "--json"]))
                .Done().Document;

        document.GetProperty("trials").EnumerateArray()
            .Select(trial =>
                string.Join(
                    ' ', trial.GetProperty("parameters").EnumerateObject().Where(pair => pair.Name != "depth").Select(
                        pair => $"{pair.Name}={pair.Value}")))
            .ShouldAllBe(parameters => parameters == "max-bins=64 min-rows=10");
        document.GetProperty("trials").EnumerateArray()
            .Count(trial => trial.GetProperty("parameters").TryGetProperty("depth", out _)).ShouldBe(3);
    }

    [Fact]
    public async Task A_budget_leaves_out_what_there_is_no_time_for()
    {
        using var workspace = await FleetAsync();

        var document = (await workspace.RunAsync([.. Train.Take(8), "--trials", "3", "--budget", "0.001s", "--json"])).Done().Document;

        document.GetProperty("trials").EnumerateArray().Count(trial => trial.TryGetProperty("skipped", out _)).ShouldBe(2);
        document.GetProperty("notices").EnumerateArray()
            .Single(notice => notice.GetProperty("code").GetString() == "budget-spent").GetProperty("message").GetString()
            .ShouldBe("The budget was spent before 2 of 3 trials could start.");
    }

    [Fact]
    public async Task A_mistake_in_a_space_is_told_by_file_line_and_column()
    {
        using var workspace = new Workspace();
        workspace.Write("space.yaml", "decision-tree:\n  deep: [3, 4]\n");

        var told = await workspace.RunAsync([.. Train, "--space", "space.yaml"]);

        told.Failed(2, "space.yaml, line 2, column 3: decision-tree has no 'deep'. It can have depth, max-bins, min-rows.");
        Directory.Exists(workspace.Data).ShouldBeFalse();
    }

    private static async Task<Workspace> FleetAsync()
    {
        var workspace = new Workspace();
        (await workspace.RunAsync("simulate", "files", "--machines", "20", "--days", "120", "--seed", "5")).Done();
        (await workspace.RunAsync("ingest", "fleet", "files")).Done();
        return workspace;
    }

    private static IEnumerable<string> ScoresOf(JsonElement document) => document.GetProperty("trials").EnumerateArray()
        .Select(trial =>
            $"{trial.GetProperty("trial")} {trial.GetProperty("rung")} {trial.GetProperty("score")} {trial.GetProperty("parameters")}");
}
