using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

public sealed class CancelTests
{
    private static readonly (string Key, string Value) SmallSlices = ("Features:ReadingsPerSlice", "1000");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_is_cancelled_before_its_last_slice_is_done_does_not_succeed_and_says_nothing_more()
    {
        await using var trained = await CancelledAsync<IModels>(
            nameof(IModels.RegisterAsync), "train-2", Prepared.Training with { RunId = "train-2", Seed = 2 });
        await using var scored = await CancelledAsync<IRuns>(
            nameof(IRuns.CompleteSliceAsync), "score-1", Prepared.Scoring, call: await ScoringSlicesAsync());

        trained.Messages.Of<ModelTrained>().ShouldBeEmpty();
        scored.Messages.Of<ScoringCompleted>().ShouldBeEmpty();
        (await scored.Store.Runs.ProgressAsync("score-1", Stages.Score, Cancellation))!.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_feature_slice_in_hand_leaves_no_rows_behind()
    {
        await using var host = await CancelledAsync<IFeatureSets>(nameof(IFeatureSets.PutAsync), "score-1", Prepared.Scoring, call: 2);

        host.Messages.Of<ScoringFeaturesBuilt>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slice_that_misses_its_features_because_the_run_was_cancelled_is_no_fault()
    {
        await using var host = await CancelledAsync<IFeatureSets>(nameof(IFeatureSets.GetAsync), "score-1", Prepared.Scoring);

        host.Messages.Of<RunFailed>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Features_that_were_exported_stay_when_a_slice_is_delivered_again()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());
        var run = await host.RunAsync(new StartFeatures("features-1", Prepared.Dataset, TestFleet.Start, Prepared.End));

        await host.PublishAsync(host.Messages.Of<BuildFeatureSlice>()[0], Guid.NewGuid());

        (await host.Store.HasFeaturesAsync(run)).ShouldBeTrue();
    }

    [Fact]
    public async Task Work_in_hand_is_told_soon_after_its_run_was_cancelled()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var running = (await host.Store.RunAsync("train-1")) with { Id = "train-2", State = RunState.Running };
        await host.Store.Runs.StartAsync(running, Cancellation);
        await using var watch = new SliceCancellation(host.Get<RunTracker>(), running, Cancellation);
        var told = new TaskCompletionSource();
        await using var telling = watch.Ended.Register(told.SetResult);

        await host.Get<RunCancel>().CancelAsync("train-2", "Because.", Cancellation);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task Only_a_running_run_can_be_cancelled()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var cancel = host.Get<RunCancel>();
        var succeeded = await host.Store.RunAsync("train-1");

        (await cancel.CancelAsync("train-1", "Because.", Cancellation)).ShouldBeFalse();
        (await cancel.CancelAsync("nothing", "Because.", Cancellation)).ShouldBeFalse();

        (await host.Store.RunAsync("train-1")).ShouldBe(succeeded);
    }

    /// <summary>A host in which a run was cancelled just before a call of a port.</summary>
    private static async Task<PresageHost> CancelledAsync<TPort>(string method, string id, object request, int call = 1)
        where TPort : class
    {
        PresageHost? host = null;
        host = await PresageHost.StartAsync(
            await Prepared.TrainedAsync(),
            HookedPort.Before<TPort>(method, async number =>
            {
                if (number == call)
                    (await host!.Get<RunCancel>().CancelAsync(id, "Because.", Cancellation)).ShouldBeTrue();
            }),
            SmallSlices);
        await host.PublishAsync(request, Guid.NewGuid());

        var run = await host.Store.RunAsync(id);
        run.State.ShouldBe(RunState.Cancelled);
        run.Error.ShouldBe(new RunError(ErrorKind.Conflict, "cancelled", "Because.", "Retry the run to go on with it."));
        host.Messages.Failures.ShouldBeEmpty();
        (await host.Store.HasFeaturesAsync(run)).ShouldBeFalse();
        return host;
    }

    private static async Task<int> ScoringSlicesAsync()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync(), settings: SmallSlices);
        var run = await host.RunAsync(Prepared.Scoring);
        return (await host.Store.Runs.StagesAsync(run.Id, Cancellation)).Sum(stage => stage.Slices);
    }
}
