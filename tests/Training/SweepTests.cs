using System.Text.Json.Nodes;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Training;

public sealed class SweepTests
{
    private static readonly StartTraining Halving = Prepared.Training with { Search = "halving", Trials = 9, Folds = 2 };

    [Fact]
    public async Task Halving_tries_all_on_few_machines_and_the_best_on_all()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var result = await host.RunAsync<StartTraining, TrainResult>(Halving);

        var rungs = host.Messages.Of<RunTrial>().ToLookup(trial => trial.Rung);
        rungs[0].Count().ShouldBe(9 * 2);
        rungs[1].Count().ShouldBeInRange(3 * 2, 4 * 2);
        rungs[2].Count().ShouldBeInRange(1 * 2, 2 * 2);
        foreach (var trials in rungs.Where(rung => rung.Key > 0).Select(rung => rung.ToList()))
            trials.Take(2).ShouldAllBe(trial => trial.Parameters.Count == 0, "the default goes on");
        result.Trials.Count.ShouldBe(9);
        result.Trials[0].Rung.ShouldBe(3);
        result.Trials.Count(trial => trial.Rung == 1).ShouldBeInRange(5, 6);
        result.Trials.ShouldAllBe(trial => trial.Folds!.Count == 2 && Math.Abs(trial.Folds.Average() - trial.Score) < 1e-9);
    }

    [Fact]
    public async Task Each_rung_is_fitted_on_more_rows()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        await host.RunAsync<StartTraining, TrainResult>(Halving);

        var rows = new List<long>();
        foreach (var stage in new[] { "trials", "trials-2", "trials-3" })
            rows.Add((await SlicesAsync(host, Halving.RunId!, stage))[1].Rows);
        rows.ShouldBe(rows.Order());
        rows[0].ShouldBeLessThan(rows[2] / 2);
    }

    [Fact]
    public async Task The_model_is_that_of_the_best_of_the_last_rung()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        await host.RunAsync<StartTraining, TrainResult>(Halving with { Folds = null });

        var last = (await SlicesAsync(host, Halving.RunId!, "trials-3")).Select(slice => Json.Read<TrialResult>(slice.Result!)).ToList();
        var lineage = JsonNode.Parse((await VersionsAsync(host)).ShouldHaveSingleItem().Lineage)!;
        Json.Read<Dictionary<string, double>>(lineage["parameters"]!.ToJsonString())
            .ShouldBe(ModelSelection.Best(last).Spec.Parameters, ignoreOrder: true);
        ((string)lineage["sweep"]!["search"]!).ShouldBe("halving");
    }

    [Theory]
    [InlineData(nameof(PortFault.BeforeTheFirstCall))]
    [InlineData(nameof(PortFault.AfterTheFirstCall))]
    public async Task Faults_and_messages_that_come_twice_change_nothing(string fault)
    {
        await using var faultless = await PresageHost.StartAsync(await Prepared.FilledAsync());
        await using var faulty = await PresageHost.StartAsync(
            await Prepared.FilledAsync(),
            services => { FaultyPort.InFrontOfAll(Enum.Parse<PortFault>(fault))(services); Duplicates.Add(services); },
            ("Messaging:Retries", "20"));

        await faultless.RunAsync<StartTraining, TrainResult>(Halving);
        await faulty.RunAsync<StartTraining, TrainResult>(Halving);

        (await Outcome.OfAsync(faulty.Store)).ShouldBe(await Outcome.OfAsync(faultless.Store));
    }

    [Fact]
    public async Task Delivering_every_message_again_when_all_is_done_changes_nothing()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());
        await host.RunAsync<StartTraining, TrainResult>(Halving);
        var before = await Outcome.OfAsync(host.Store);

        await host.RedeliverAllAsync();

        host.Messages.Of<PlanRung>().ShouldNotBeEmpty();
        (await Outcome.OfAsync(host.Store)).ShouldBe(before);
    }

    [Fact]
    public async Task A_run_that_was_left_between_two_rungs_goes_on_with_the_next()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());
        var result = await host.RunAsync<StartTraining, TrainResult>(Halving);
        var left = Halving with { RunId = "train-2" };
        await host.Store.BeginAsync(
            "train-2", await host.Store.RunAsync(Halving.RunId!), left, host.Messages.Of<BuildFeatureSlice>().Count);
        var done = await SlicesAsync(host, Halving.RunId!, "trials");
        await host.Store.Runs.PlanStageAsync("train-2", "trials", done.Count, host.Clock.Now, TestContext.Current.CancellationToken);
        foreach (var slice in done)
            await host.Store.Runs.CompleteSliceAsync("train-2", "trials", slice, TestContext.Current.CancellationToken);

        var again = await host.RunAsync<StartTraining, TrainResult>(left);

        host.Messages.Of<RunTrial>().Where(trial => trial.RunId == "train-2" && trial.Rung == 0).ShouldBeEmpty();
        again.Version.ShouldBe(1);
        again.Trials.Select(trial => (trial.Trial, trial.Rung, trial.Score))
            .ShouldBe(result.Trials.Select(trial => (trial.Trial, trial.Rung, trial.Score)));
    }

    [Fact]
    public async Task The_same_winner_of_another_search_is_the_same_version()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        var again = await host.RunAsync<StartTraining, TrainResult>(
            Prepared.Training with { RunId = "train-2", Search = "random", Folds = 2 });

        again.Version.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_set_makes_another_version_that_says_so()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        var set = await host.RunAsync<StartTraining, TrainResult>(
            Prepared.Training with { RunId = "train-2", Trials = 2, Set = new Dictionary<string, double> { ["depth"] = 4 } });

        set.Trials.ShouldAllBe(trial => trial.Parameters["depth"] == 4);
        set.Version.ShouldBe(2);
        var lineage = JsonNode.Parse((await VersionsAsync(host)).Single(version => version.Number == 2).Lineage)!;
        ((double)lineage["parameters"]!["depth"]!).ShouldBe(4);
        ((double)lineage["sweep"]!["set"]!["depth"]!).ShouldBe(4);
    }

    [Fact]
    public async Task A_declared_space_is_what_is_searched()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var result = await host.RunAsync<StartTraining, TrainResult>(
            Prepared.Training with
            {
                Algorithm = null,
                Trials = 4,
                Space = "decision-tree: {depth: [2, 4]}\nlogistic-regression: {l2: {from: 1, to: 10, scale: log}}",
            });

        result.Trials.Select(trial => $"{trial.Algorithm} {string.Join(' ', trial.Parameters.Keys)}").ShouldBe(
            ["decision-tree ", "logistic-regression ", "decision-tree depth", "logistic-regression l2"]);
    }

    [Fact]
    public void A_request_in_plain_JSON_may_leave_a_search_out_or_ask_for_one()
    {
        var without = Json.Read<StartTraining>("""{"dataset": "fleet", "from": "2015-01-01T00:00:00Z", "to": "2015-03-01T00:00:00Z"}""");
        var with = Json.Read<StartTraining>(
            """
            {"dataset": "fleet", "from": "2015-01-01T00:00:00Z", "to": "2015-03-01T00:00:00Z", "algorithm": "decision-tree",
             "search": "halving", "budgetSeconds": 90, "folds": 2, "set": {"max-bins": 64},
             "space": "decision-tree: {depth: {from: 2, to: 9, whole: true}}"}
            """);

        SweepRequest.Of(without, TrainerCatalog.Own).Trials.Count.ShouldBe(Sweep.SmallTrials);
        var sweep = SweepRequest.Of(with, TrainerCatalog.Own);
        (sweep.Folds, sweep.Budget.Seconds, sweep.Shares.Count).ShouldBe((2, 90, 3));
        sweep.Trials.Skip(1).ShouldAllBe(trial => trial.Parameters["max-bins"] == 64 && trial.Parameters["depth"] >= 2);
    }

    private static Task<IReadOnlyList<SliceRecord>> SlicesAsync(PresageHost host, string run, string stage) =>
        host.Store.Runs.SlicesAsync(run, stage, TestContext.Current.CancellationToken);

    private static Task<IReadOnlyList<ModelVersion>> VersionsAsync(PresageHost host) =>
        host.Store.Models.ListAsync(Prepared.Dataset, default);
}
