using Presage.Contracts;
using Presage.Features.Slices;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

/// <summary>Messages that a process of an earlier version has published and nobody has taken yet.</summary>
public sealed class EarlierMessageTests
{
    private static readonly StartFeatures Export = new("features-1", Prepared.Dataset, TestFleet.Start, Prepared.End);

    [Fact]
    public async Task Features_built_for_a_training_are_learned_from_once() =>
        await TakesEffectOnceAsync<StartTraining, ModelTrained>(await Prepared.FilledAsync(), Prepared.Training, RunPlan.Training);

    [Fact]
    public async Task Features_built_for_a_scoring_are_scored_once() =>
        await TakesEffectOnceAsync<StartScoring, ScoringCompleted>(await Prepared.TrainedAsync(), Prepared.Scoring, RunPlan.Scoring);

    [Fact]
    public async Task Features_built_for_themselves_end_their_run_once() =>
        await TakesEffectOnceAsync<StartFeatures, RunFailed>(await Prepared.FilledAsync(), Export, RunPlan.Export, events: 0);

    private static async Task TakesEffectOnceAsync<TRequest, TEvent>(TestFolder folder, TRequest request, string purpose, int events = 1)
        where TRequest : class, IRunMessage
    {
        await using var usual = await PresageHost.StartAsync(folder);
        var run = await usual.RunAsync(request);
        await using var host = await PresageHost.StartAsync(folder);
        var built = await BuildAsync(host, run, request, purpose);

        await host.PublishAsync(built, Guid.NewGuid());
        await host.PublishAsync(built, Guid.NewGuid());

        (await Outcome.OfAsync(host.Store)).ShouldBe(await Outcome.OfAsync(usual.Store));
        host.Messages.Of<TEvent>().Count.ShouldBe(events);
    }

    /// <summary>A run like another one whose features are there, without any message about them.</summary>
    private static async Task<FeaturesBuilt> BuildAsync<TRequest>(PresageHost host, Run like, TRequest request, string purpose)
        where TRequest : class, IRunMessage
    {
        var plan = RunTracker.PlanOf<RunPlan>(like);
        await host.Store.BeginAsync(like.Id, like, request, plan.Slices.Count);
        var first = 0;
        var rows = 0L;
        foreach (var (slice, count) in plan.Slices.Index())
        {
            var outcome = await host.Get<FeatureSliceBuilder>().BuildAsync(like.Id, plan, slice, first, count, default);
            var record = new SliceRecord(slice, "earlier", 1, like.StartedAt, like.StartedAt, outcome.Rows, outcome.Result);
            await host.Store.Runs.CompleteSliceAsync(like.Id, Stages.Features, record, default);
            (first, rows) = (first + count, rows + outcome.Rows);
        }

        return new FeaturesBuilt(like.Id, like.Dataset, purpose, plan.Slices.Count, rows);
    }
}
