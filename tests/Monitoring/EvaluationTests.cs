using System.Diagnostics.Metrics;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Monitoring;

public sealed class EvaluationTests
{
    [Fact]
    public async Task The_figures_do_not_depend_on_the_slices()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);
        var sliced = await host.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation("evaluate-1", "predictions"));
        await using var other = await PresageHost.StartAsync(
            await Prepared.TrainedAsync(), settings: ("Monitoring:MachinesPerSlice", "100"));
        await other.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);

        var whole = await other.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation("evaluate-1", "predictions"));

        host.Messages.Of<EvaluateSlice>().Count.ShouldBe(4);
        other.Messages.Of<EvaluateSlice>().Count.ShouldBe(1);
        (sliced with { Seconds = 0 }).ShouldBeEquivalentTo(whole with { Seconds = 0 });
        host.Messages.Of<EvaluationCompleted>().ShouldHaveSingleItem().F1.ShouldBe(whole.F1);
    }

    [Fact]
    public async Task How_good_the_predictions_were_can_be_watched()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        using var measured = new Measurements(host.Get<IMeterFactory>());
        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);

        var result = await host.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation("evaluate-1", "predictions"));

        var tags = $"dataset={Prepared.Dataset} results=predictions";
        result.F1.ShouldBeGreaterThan(0);
        measured.Of("presage.model.f1").ShouldBe([new("presage.model.f1", result.F1, tags)]);
        measured.Of("presage.model.precision").ShouldBe([new("presage.model.precision", result.Precision, tags)]);
        measured.Of("presage.model.recall").ShouldBe([new("presage.model.recall", result.Recall, tags)]);
        measured.Of("presage.model.warned").ShouldBe([new("presage.model.warned", result.Events.Recall, tags)]);
    }

    [Fact]
    public async Task A_threshold_that_nothing_is_above_predicts_no_failure()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);

        var result = await host.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation("evaluate-1", "predictions", Threshold: 1));

        result.Confusion.Sum(row => row.Skip(1).Sum()).ShouldBe(0);
        (result.Recall, result.Events.Warned, result.Events.FalseAlarms).ShouldBe((0, 0, 0));
        result.Events.Failures.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public async Task A_threshold_that_is_no_probability_is_refused(double threshold)
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);

        var run = await host.RunAsync(new StartEvaluation("evaluate-1", "predictions", threshold));

        run.Error!.Code.ShouldBe("invalid-threshold");
    }

    [Fact]
    public async Task Rows_whose_horizon_has_not_passed_are_judged_once_their_machine_was_heard_of_after_it()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);
        var early = await EvaluateAsync("evaluate-1");
        await HeardAsync(Prepared.Fleet.Machines.Take(1));
        var one = await EvaluateAsync("evaluate-2");
        await HeardAsync(Prepared.Fleet.Machines);
        var all = await EvaluateAsync("evaluate-3");

        (early.Unlabelled, one.Unlabelled, all.Unlabelled).ShouldBe((40, 36, 0));

        Task<EvaluateResult> EvaluateAsync(string run) =>
            host.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation(run, "predictions"));

        Task HeardAsync(IEnumerable<Machine> machines) => host.Store.Events.AddAsync(
            Prepared.Dataset, EventKind.Error,
            [.. machines.Select(machine => new EventRecord(machine.Id, Prepared.End.AddHours(78), "error1", Prepared.End))],
            TestContext.Current.CancellationToken);
    }
}
