using Presage.Contracts;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

public sealed class FaultTests
{
    [Theory]
    [InlineData(nameof(PortFault.BeforeTheFirstCall))]
    [InlineData(nameof(PortFault.AfterTheFirstCall))]
    public async Task When_every_method_of_the_store_fails_once_the_outcome_is_that_of_runs_without_faults(string fault)
    {
        await using var faultless = await PresageHost.StartAsync(await Prepared.FilledAsync());
        await using var faulty = await PresageHost.StartAsync(
            await Prepared.FilledAsync(), FaultyPort.InFrontOfAll(Enum.Parse<PortFault>(fault)), ("Messaging:Retries", "20"));

        await Prepared.RunAllAsync(faultless);
        await Prepared.RunAllAsync(faulty);

        (await Outcome.OfAsync(faulty.Store)).ShouldBe(await Outcome.OfAsync(faultless.Store));
        AlarmsOf(faulty).ShouldBe(AlarmsOf(faultless));
    }

    [Fact]
    public async Task A_fault_that_lasts_longer_than_the_retries_fails_the_run()
    {
        await using var host = await PresageHost.StartAsync(
            await Prepared.TrainedAsync(), FaultyPort.InFrontOf(PortFault.BeforeEveryCall, typeof(IFeatureSets)),
            ("Messaging:Retries", "2"));

        var run = await host.RunAsync(Prepared.Scoring);

        run.State.ShouldBe(RunState.Failed);
        run.Error!.Code.ShouldBe("internal-error");
        run.Error.Message.ShouldBe("TimeoutException: PutAsync timed out.");
        host.Messages.Of<RunFailed>().ShouldHaveSingleItem().RunId.ShouldBe(run.Id);
    }

    [Fact]
    public async Task A_slice_that_fails_for_good_fails_its_run_with_the_reason()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var scored = await host.RunAsync(Prepared.Scoring);
        await host.Store.BeginAsync("score-2", scored, Prepared.Scoring, slices: 1);
        await host.Store.Runs.CompleteSliceAsync(
            "score-2", Stages.Features, new SliceRecord(0, "worker", 1, scored.StartedAt, scored.StartedAt, 1),
            TestContext.Current.CancellationToken);
        await host.Store.Runs.PlanStageAsync("score-2", Stages.Score, 1, scored.StartedAt, TestContext.Current.CancellationToken);

        await host.PublishAsync(new ScoreSlice("score-2", 0), Guid.NewGuid());

        var failed = await host.Store.RunAsync("score-2");
        failed.State.ShouldBe(RunState.Failed);
        failed.Error!.Code.ShouldBe("features-gone");
        host.Messages.Of<RunFailed>().ShouldHaveSingleItem().ShouldBe(
            new RunFailed("score-2", "score", Prepared.Dataset, "features-gone", failed.Error.Message, failed.Error.Remedy));
    }

    [Fact]
    public async Task A_run_that_has_failed_keeps_no_features()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var run = await host.RunAsync(Prepared.Training with { To = TestFleet.Start.AddDays(6), HorizonHours = 72 });

        run.State.ShouldBe(RunState.Failed);
        host.Messages.Of<TrainingFeaturesBuilt>().ShouldNotBeEmpty();
        (await host.Store.HasFeaturesAsync(run.Id)).ShouldBeFalse();
    }

    private static IEnumerable<string> AlarmsOf(PresageHost host) =>
        host.Messages.Of<FailurePredicted>()
            .Select(alarm => $"{alarm.AlarmId} {alarm.Machine} {alarm.Probability} {string.Join(' ', alarm.Reasons)}").Distinct().Order();
}
