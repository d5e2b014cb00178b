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
using Presage.Ingestion.Readmission;
using Presage.Ingestion.Slices;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Ingestion.Completion;

/// <summary>Ends a run when all of its slices are done.</summary>
internal sealed class RunCompletion(
    IngestLedger ledger, RunTracker tracker, IQuarantine quarantine, QuarantineReader readmission, DataSetCatalog datasets,
    ReconciliationReader reconciliation)
{
    private const int ShownRows = 20;
    private const int ShownFiles = 5;

    /// <exception cref="PresageException">No file could be taken.</exception>
    public async Task CompleteAsync(ConsumeContext context, Run run, IngestPlan plan)
    {
        var cancellation = context.CancellationToken;
        var last = await ledger.LastAsync(run, plan, cancellation);
        var files = plan.Files.Select((file, number) => new FileOutcome(file, [.. last[number]], plan.ErrorBudget)).ToList();
        var refused = RefusedFiles.RequireAny(plan, files.ConvertAll(file => file.Refusal));
        var totals = RecordTotals.Of(files, [.. last[null]]);

        var scenario = await datasets.ScenarioAsync(run.Dataset, plan.ScenarioHash, cancellation);
        var readmitted = plan.Notices.Any(notice => notice.Code == "scenario-widened")
            ? await readmission.ReadUnknownAsync(run, plan.Files.Count, cancellation)
            : 0;
        var rows = await quarantine.ReadAsync(run.Id, ShownRows, cancellation);
        var result = new IngestResult(
            run.Id,
            run.Dataset,
            [.. totals.Select(total => total.ToResult())],
            [.. rows.Select(row => new QuarantinedLine(row.File, row.Line, row.Reason, row.Text, row.IsRestStored))],
            [
                .. plan.Notices, .. totals.SelectMany(total => total.Notices()), .. NoticesOf(refused, plan), .. NoticesOf(readmitted),
                .. (await reconciliation.FindAsync(run.Dataset, scenario, DateTime.MaxValue, null, cancellation))
                    .Select(finding => new Notice(finding.Code, finding.Message)),
            ],
            tracker.SecondsOf(run))
        {
            Refused = refused,
            Cells = [.. totals.SelectMany(total => total.RefusedCells())],
            Changes = [.. totals.SelectMany(total => total.Changes).Take(ShownRows).Select(change => ChangeText.Of(change, scenario))],
        };

        // The event first: were it lost after the run has ended, nothing would publish it again.
        await context.PublishOnceAsync(EventOf(result, totals));
        await tracker.SucceedAsync(run, result, cancellation);
    }

    private static IEnumerable<Notice> NoticesOf(long readmitted) => readmitted == 0
        ? []
        : [new Notice("rows-readmitted", $"{readmitted:N0} rows that were refused before are taken with the wider scenario.")];

    private static IEnumerable<Notice> NoticesOf(IReadOnlyList<RefusedFile> refused, IngestPlan plan)
    {
        if (refused.Count > 0)
            yield return new Notice(
                "files-refused",
                $"{refused.Count:N0} of {plan.Files.Count + (plan.Refused?.Count ?? 0):N0} files were refused, the others were taken: "
                + string.Join(", ", refused.Take(ShownFiles).Select(file => file.File)) + (refused.Count > ShownFiles ? ", ..." : "")
                + ". Mended and ingested again, they add what is missing.");
    }

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
