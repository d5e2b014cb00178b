using MassTransit;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Slices;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Ingestion.Completion;

/// <summary>Ends a run when all of its slices are done.</summary>
internal sealed class RunCompletion(
    IRuns runs, RunTracker tracker, IQuarantine quarantine, DataSetCatalog datasets, ReconciliationReader reconciliation)
{
    private const int ShownRows = 20;

    /// <exception cref="PresageException">More rows were quarantined than allowed.</exception>
    public async Task CompleteAsync(ConsumeContext context, Run run, IngestPlan plan)
    {
        var cancellation = context.CancellationToken;
        var machines = await ResultsAsync(run, Stages.IngestMachines, cancellation);
        var totals = RecordTotals.Of(plan, [.. machines, .. await ResultsAsync(run, Stages.Ingest, cancellation)]);
        ErrorBudget.Require(plan.ErrorBudget, totals, run.Id);

        var scenario = await datasets.ScenarioAsync(run.Dataset, plan.ScenarioHash, cancellation);
        var rows = await quarantine.ReadAsync(run.Id, ShownRows, cancellation);
        var result = new IngestResult(
            run.Id,
            run.Dataset,
            [.. totals.Select(total => total.ToResult())],
            [.. rows.Select(row => new QuarantinedLine(row.File, row.Line, row.Reason, row.Text, row.IsRestStored))],
            [
                .. plan.Notices, .. totals.SelectMany(total => total.Notices()),
                .. (await reconciliation.FindAsync(run.Dataset, scenario, DateTime.MaxValue, null, cancellation))
                    .Select(finding => new Notice(finding.Code, finding.Message)),
            ],
            tracker.SecondsOf(run))
        {
            Cells = [.. totals.SelectMany(total => total.RefusedCells())],
            Changes = [.. totals.SelectMany(total => total.Changes).Take(ShownRows).Select(change => ChangeText.Of(change, scenario))],
        };

        // The event first: were it lost after the run has ended, nothing would publish it again.
        await context.PublishOnceAsync(EventOf(result, totals));
        await tracker.SucceedAsync(run, result, cancellation);
    }

    private async Task<IEnumerable<SliceResult>> ResultsAsync(Run run, string stage, CancellationToken cancellation) =>
        (await runs.SlicesAsync(run.Id, stage, cancellation)).Select(slice => Json.Read<SliceResult>(slice.Result!));

    private static DataIngested EventOf(IngestResult result, IReadOnlyList<RecordTotals> totals)
    {
        var times = totals.Aggregate(default(TimeSpread), (all, total) => all + total.Times);
        return new DataIngested(
            result.Run,
            result.Dataset,
            result.Sources.Sum(source => source.Written),
            result.Sources.Sum(source => source.Replaced),
            result.Sources.Sum(source => source.Duplicate),
            result.Sources.Sum(source => source.Quarantined),
            times.First is { } first ? UnixTime.ToDateTime(first) : null,
            times.Last is { } last ? UnixTime.ToDateTime(last) : null);
    }
}
