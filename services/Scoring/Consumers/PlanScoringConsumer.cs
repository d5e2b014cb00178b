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
    TimeProvider clock) : IConsumer<FeaturesBuilt>
{
    public async Task Consume(ConsumeContext<FeaturesBuilt> context)
    {
        var built = context.Message;
        var cancellation = context.CancellationToken;
        if (built.Purpose != RunPlan.Scoring || await tracker.FindBuiltAsync(built.RunId, cancellation) is not { } run)
            return;

        var plan = RunTracker.PlanOf<RunPlan>(run);
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, cancellation);
        var wanted = new ResultSet(
            Json.Read<StartScoring>(run.Request).Results, plan.Dataset, scenario.Components, TimeSpan.FromHours(plan.HorizonHours), clock.GetUtcNow().UtcDateTime);
        ResultSetRule.Check(await predictions.EnsureAsync(wanted, cancellation), plan.Dataset, wanted.Horizon);

        await stages.PlanAsync(
            context, run, Stages.Score, built.Slices, slice => new ScoreSlice(run.Id, slice), progress => end.CompleteAsync(context, run, progress));
        await features.ReleaseAsync(run.Id, cancellation);
    }
}
