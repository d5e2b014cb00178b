using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.Models;
using Presage.Hosting.Runs;
using Presage.Tests.Harness;

namespace Presage.Tests.Training;

public sealed class SelectionTests
{
    private static readonly StartTraining ByMachine = Prepared.Training with { RunId = "train-2", Split = SplitKinds.Machine };

    [Fact]
    public async Task A_split_by_machine_tests_on_machines_of_its_own()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var result = await host.RunAsync<StartTraining, TrainResult>(ByMachine);

        var selection = result.Selection.ShouldNotBeNull();
        (selection.Split, selection.SplitReason, selection.CrossFitted).ShouldBe(("machine", "as was asked for", true));
        (selection.Calibrate.Machines + selection.Test.Machines).ShouldBe(10);
        selection.Calibrate.Rows.ShouldBe(result.Rows);
        selection.Thresholds.ToDictionary(each => each.Key, each => each.Value.Threshold).ShouldBe(result.Thresholds);
        selection.Calibration.Keys.ShouldBe(result.Thresholds.Keys);
    }

    [Fact]
    public async Task The_lineage_says_how_it_was_split_and_another_split_is_another_version()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        await host.RunAsync<StartTraining, TrainResult>(ByMachine);

        var stored = await host.Store.Models.ListAsync(Prepared.Dataset, TestContext.Current.CancellationToken);
        var versions = stored.OrderBy(version => version.Number).ToList();
        versions.Select(version => version.ReadLineage().Split).ShouldBe(["time", "machine"]);
        versions[0].ReadLineage().SplitReason.ShouldBe("machines and failures are spread over the whole range");
    }

    [Fact]
    public async Task Folds_are_by_machine_too()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var result = await host.RunAsync<StartTraining, TrainResult>(ByMachine with { Folds = 2, Trials = 2 });

        result.Trials.ShouldAllBe(trial => trial.Folds!.Count == 2);
    }

    [Fact]
    public async Task What_rests_on_few_failures_is_said()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var result = await host.RunAsync<StartTraining, TrainResult>(Prepared.Training);

        var failures = result.Selection!.Test.Failures.Values.Sum();
        var few = result.Notices.Single(notice => notice.Code == "few-failures").Message;
        few.ShouldMatch(@"^Calibration and thresholds rest on \d failures of \d machines for comp\d");
        result.Notices.ShouldContain(notice => notice.Code == "small-test-block");
        failures.ShouldBeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public async Task A_champion_that_may_have_learnt_from_the_machines_of_the_test_is_not_judged_on_them()
    {
        await using var host = await PresageHost.StartAsync(
            await Prepared.TrainedAsync(), settings: ("Training:Promotion", "Automatic"));

        var result = await host.RunAsync<StartTraining, TrainResult>(ByMachine);

        result.Promotion.ShouldBe(
            "It cannot be compared with the champion: version 1 may have learnt from machines it was tested on.");
    }

    [Fact]
    public void An_algorithm_alone_is_trained_and_not_searched()
    {
        StartTraining request = new(null, "plant", default, default, Algorithm: "decision-tree");

        SweepRequest.Of(request, TrainerCatalog.Own).Trials.ShouldHaveSingleItem().Parameters.ShouldBeEmpty();
        SweepRequest.Of(request with { Search = "random" }, TrainerCatalog.Own).Trials.Count.ShouldBe(Sweep.RandomTrials);
        SweepRequest.Of(request with { Trials = 3 }, TrainerCatalog.Own).Trials.Count.ShouldBe(3);
        SweepRequest.Of(request with { BudgetSeconds = 60 }, TrainerCatalog.Own).Trials.Count.ShouldBeGreaterThan(3);
        Should.Throw<PresageException>(() => SweepRequest.Of(request with { Split = "rows" }, TrainerCatalog.Own)).Code
            .ShouldBe("unknown-split");
    }

    [Fact]
    public void A_result_of_before_is_read() =>
        Json.Read<TrainResult>("""{"run": "r", "model": "m", "version": 1, "notices": []}""").Selection.ShouldBeNull();
}
