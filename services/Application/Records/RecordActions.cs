using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Records;

internal sealed class RecordActions(
    RetractionPlanner planner, RecordCounter counter, ITelemetry telemetry, IEvents events, IMachines machines, IModels models, IRuns runs,
    RunTracker tracker, TimeProvider clock) : IRecordActions
{
    public async Task<RetractionResult> PlanRetractionAsync(Retraction retraction, CancellationToken cancellation)
    {
        var plan = await planner.PlanAsync(retraction, cancellation);
        return new RetractionResult(
            null, retraction.Dataset, await counter.CountAsync(plan, cancellation), await NoticesAsync(plan, null, cancellation));
    }

    public async Task<RetractionResult> RetractAsync(Retraction retraction, CancellationToken cancellation)
    {
        var plan = await planner.PlanAsync(retraction, cancellation);
        var run = await BeginAsync(retraction, cancellation);
        try
        {
            var records = new List<RetractedRecords>();
            foreach (var kind in plan.Kinds.Distinct())
                if (await RetractAsync(plan, kind, run.StartedAt, cancellation) is > 0 and var count)
                    records.Add(new RetractedRecords(kind, count));

            var result = new RetractionResult(
                run.Id, retraction.Dataset, records, await NoticesAsync(plan, run, cancellation), tracker.SecondsOf(run));
            await tracker.SucceedAsync(run, result, cancellation);
            return result;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            await tracker.FailAsync(run.Id, error, cancellation);
            throw;
        }
    }

    /// <summary>
    /// One that was interrupted goes on: with the same moment, so that what is taken back already stays as it is.
    /// </summary>
    private async Task<Run> BeginAsync(Retraction retraction, CancellationToken cancellation)
    {
        var asked = new AskedRetraction(null, retraction);
        if (await runs.FindUnfinishedAsync(RunIds.KeyOf(asked), cancellation) is { } unfinished)
            return unfinished;

        var id = RunIds.New(RunKinds.Retract, clock.GetUtcNow());
        return (await tracker.BeginAsync(
            RunKinds.Retract, asked with { RunId = id }, null, retraction.Dataset, retraction.From, retraction.To, cancellation))!;
    }

    private async Task<long> RetractAsync(RetractionPlan plan, string kind, DateTime at, CancellationToken cancellation)
    {
        var (dataset, records) = (plan.Retraction.Dataset, 0L);
        foreach (var what in plan.Selections(kind))
            records += RecordKinds.EventKindOf(kind) is { } ofEvents ? await events.RetractAsync(dataset, ofEvents, what, at, cancellation)
                : kind == RecordKinds.Telemetry ? await telemetry.RetractAsync(dataset, what, at, cancellation)
                : await machines.RetractAsync(dataset, what, at, cancellation);

        return records;
    }

    private async Task<IReadOnlyList<Notice>> NoticesAsync(RetractionPlan plan, Run? run, CancellationToken cancellation)
    {
        var notices = new List<Notice>();
        if (plan.RepeatedLater is [var latest, ..] repeated)
            notices.Add(new Notice(
                "repeated-later",
                $"{(repeated.Count == 1 ? $"The run {latest}" : $"{repeated.Count:N0} later runs, the latest of them {latest},")} read "
                    + "records that were there already. What was repeated of those that are taken back goes too: ingest the files again to "
                    + "keep it."));

        var trained = (await models.ListAsync(null, cancellation)).Count(version => version.Dataset == plan.Retraction.Dataset);
        if (run is not null && trained > 0)
            notices.Add(new Notice(
                "trained-before",
                $"{(trained == 1 ? "A model version was" : $"{trained:N0} model versions were")} trained on the data set before this. "
                    + "Train again to learn from what is known now; as of an earlier moment everything is as it was."));

        return notices;
    }

    /// <summary>What the ledger keeps of a retraction.</summary>
    internal sealed record AskedRetraction(string? RunId, Retraction Retraction) : IRunMessage;
}
