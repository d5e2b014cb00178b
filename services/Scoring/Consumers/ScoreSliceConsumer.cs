using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Scoring.Consumers;

public sealed class ScoreSliceConsumer(
    SliceRunner slices, SliceScorer scorer, ScoringEnd end, FeatureSetRelease features, DataSetCatalog datasets,
    ILogger<ScoreSliceConsumer> log)
        : IConsumer<ScoreSlice>
{
    public async Task Consume(ConsumeContext<ScoreSlice> context)
    {
        await slices.RunAsync(
            context,
            Stages.Score,
            context.Message.Slice,
            (run, cancellation) => ScoreAsync(context, run, cancellation),
            (run, progress) => end.CompleteAsync(context, run, progress));
        await features.ReleaseAsync(context.Message.RunId, context.CancellationToken);
    }

    private async Task<SliceOutcome> ScoreAsync(ConsumeContext<ScoreSlice> context, Run run, CancellationToken cancellation)
    {
        var plan = RunTracker.PlanOf<RunPlan>(run);
        var results = Json.Read<StartScoring>(run.Request).Results;
        var (scored, alarms, set) = await scorer.ScoreAsync(run, results, plan, context.Message.Slice, cancellation);
        var costs = alarms.Count == 0 ? null : (await datasets.FindScenarioAsync(set.Dataset, cancellation))?.Costs;
        foreach (var alarm in alarms)
        {
            await context.PublishOnceAsync(EventOf(alarm, set, plan, costs), alarm.Id);
            Log.AlarmRaised(log, alarm.Id, alarm.Machine, alarm.Component, alarm.Time, alarm.Probability, set.Name, run.Id, run.Dataset);
        }

        return new SliceOutcome(scored.Rows, Json.Write(scored));
    }

    private static FailurePredicted EventOf(Alarm alarm, ResultSet results, RunPlan plan, Costs? costs) => new(
        alarm.Run, alarm.Id, results.Dataset, results.Name, alarm.Machine, alarm.Component, alarm.Time, alarm.Probability, alarm.Threshold,
        results.Horizon.TotalHours, alarm.Reasons, plan.Model!, plan.Version!.Value,
        costs is null ? null : AlarmPriorities.Of(alarm.Probability, costs).ToString().ToLowerInvariant());

    internal sealed class Definition : ConsumerDefinition<ScoreSliceConsumer>
    {
        public Definition(ScoringOptions options) => ConcurrentMessageLimit = options.Concurrency;
    }
}
