using MassTransit;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Drift;
using Presage.Engine.Observation;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Messaging;
using Presage.Hosting.Results;
using Presage.Hosting.Retention;
using Presage.Hosting.Runs;
using Presage.Scoring.Predictions;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Scoring;

/// <summary>Ends a run whose slices are all scored.</summary>
public sealed class ScoringEnd(
    RunTracker tracker, IRuns runs, IPredictions predictions, ModelCache models, FreshnessReader freshness, DataSetCatalog catalog,
    RetentionNotices retention)
{
    public async Task CompleteAsync(ConsumeContext context, Run run, StageProgress progress)
    {
        var cancellation = context.CancellationToken;
        var plan = RunTracker.PlanOf<RunPlan>(run);
        var (model, version) = (plan.Model!, plan.Version!.Value);
        var results = Json.Read<StartScoring>(run.Request).Results;
        var slices = (await runs.SlicesAsync(run.Id, Stages.Score, cancellation))
            .Select(slice => Json.Read<ScoredSlice>(slice.Result!)).ToList();
        var alarms = slices.Sum(slice => slice.Alarms);

        await context.PublishOnceAsync(
            new ScoringCompleted(run.Id, plan.Dataset, results, model, version, plan.From, plan.To, progress.Rows, alarms));
        var result = new ScoreResult(
            run.Id, results, model, version, progress.Rows, slices.Sum(slice => slice.Written),
            slices.Sum(slice => slice.Unchanged), alarms,
            tracker.SecondsOf(run))
        {
            Notices =
            [
                .. await NoticesAsync(model, version, [.. slices.Select(slice => slice.Inputs).OfType<InputCounts>()], cancellation),
                .. FleetNotices.Of(await FleetAsync(results, plan, cancellation)),
                .. await retention.OfReadingsAsync(plan.Dataset, plan.From, cancellation),
            ],
        };
        await tracker.SucceedAsync(run, result, cancellation);
    }

    private async Task<IReadOnlyList<Notice>> NoticesAsync(
        string model, int version, IReadOnlyList<InputCounts> inputs, CancellationToken cancellation) => inputs.Count == 0
        ? []
        : [.. InputNotices.Of(InputCounts.Merge(inputs), await models.GetAsync(model, version, cancellation), $"{model}@{version}")];

    /// <summary>The fleet as it stands in the result set at the end of the range.</summary>
    private async Task<FleetFreshness> FleetAsync(string results, RunPlan plan, CancellationToken cancellation)
    {
        var standings = await predictions.StandingsAsync(results, plan.To, cancellation);
        var scenario = await catalog.FindScenarioAsync(plan.Dataset, cancellation);
        return await freshness.ReadAsync(
            plan.Dataset, scenario?.Observation.Gap, [.. standings.Select(machine => (machine.Machine, machine.Time))], plan.To,
            cancellation);
    }
}
