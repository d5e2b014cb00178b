using Presage.Contracts;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

/// <summary>Messages of work that the store does not know.</summary>
public sealed class StrayMessageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slice_or_an_event_of_a_run_that_is_not_there_is_a_fault()
    {
        await using var host = await PresageHost.StartAsync();

        await host.PublishAsync(new ScoreSlice("nowhere", 0), Guid.NewGuid());
        await host.PublishAsync(new TrainingFeaturesBuilt("nowhere", "plant", 1, 1), Guid.NewGuid());

        var faults = await FaultsAsync(host);
        faults.Select(fault => fault.Error.Code).ShouldBe(["unknown-run", "unknown-run"]);
        faults.ShouldAllBe(fault => fault.Run == "nowhere");
        (await host.Store.Runs.FindAsync("nowhere", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_stage_or_a_slice_that_a_run_does_not_have_is_a_fault_and_the_run_goes_on()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var scored = await host.RunAsync(Prepared.Scoring);
        await host.Store.BeginAsync("score-2", scored, Prepared.Scoring, slices: 1);

        await host.PublishAsync(new BuildFeatureSlice("score-2", 7, 0, 1), Guid.NewGuid());
        await host.PublishAsync(new EvaluateSlice("score-2", 0, 0, 1), Guid.NewGuid());

        (await FaultsAsync(host)).Select(fault => fault.Error.Code).Order().ShouldBe(["unknown-slice", "unknown-stage"]);
        (await host.Store.RunAsync("score-2")).State.ShouldBe(RunState.Running);
    }

    [Fact]
    public async Task What_comes_late_for_a_run_that_was_deleted_is_no_fault()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var run = await host.RunAsync(Prepared.Scoring);
        (await host.Store.Runs.DeleteAsync(run.Id, Cancellation)).ShouldNotBeNull();

        await host.PublishAsync(new ScoreSlice(run.Id, 0), Guid.NewGuid());

        (await FaultsAsync(host)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(PresageHost host) =>
        await host.Get<IFaults>().ListAsync(new FaultQuery(), null, 10, Cancellation);
}
