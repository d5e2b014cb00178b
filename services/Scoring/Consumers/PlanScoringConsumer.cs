using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Results;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Scoring.Consumers;

public sealed class PlanScoringConsumer(
    RunTracker tracker, StagePlanner stages, IPredictions predictions, DataSetCatalog catalog, ScoringEnd end, FeatureSetRelease features,
    TimeProvider clock) : IConsumer<ScoringFeaturesBuilt>, IConsumer<FeaturesBuilt>
{
    public Task Consume(ConsumeContext<ScoringFeaturesBuilt> context) => PlanAsync(context, context.Message.RunId, context.Message.Slices);

    /// <summary>What a process of an earlier version has published.</summary>
    public Task Consume(ConsumeContext<FeaturesBuilt> context) => context.Message.Purpose == RunPlan.Scoring
        ? PlanAsync(context, context.Message.RunId, context.Message.Slices)
        : Task.CompletedTask;

    private async Task PlanAsync(ConsumeContext context, string id, int slices)
    {
        var cancellation = context.CancellationToken;
        if (await tracker.FindBuiltAsync(id, cancellation) is not { } run)
            return;

        var plan = RunTracker.PlanOf<RunPlan>(run);
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, plan.AsOf, cancellation);
        var wanted = new ResultSet(
            Json.Read<StartScoring>(run.Request).Results, plan.Dataset, scenario.Components, TimeSpan.FromHours(plan.HorizonHours),
            clock.GetUtcNow().UtcDateTime);
        ResultSetRule.Check(await predictions.EnsureAsync(wanted, cancellation), wanted);

        await stages.PlanAsync(
            context, run, Stages.Score, slices, slice => new ScoreSlice(run.Id, slice),
            progress => end.CompleteAsync(context, run, progress));
        await features.ReleaseAsync(run.Id, cancellation);
    }
}
