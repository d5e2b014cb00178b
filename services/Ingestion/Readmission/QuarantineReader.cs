using MassTransit;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Scenarios;
using Presage.Hosting.DataSets;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Records;
using Presage.Storage;

namespace Presage.Ingestion.Readmission;

/// <summary>
/// Reads rows of the quarantine again, as a run of its own: by the layout that their file was planned with, and the present scenario and
/// machines of the data set. What is taken leaves the quarantine once it is durable; what is still refused stays, with its new reason.
/// </summary>
internal sealed class QuarantineReader(RowsAgain rows, IQuarantine quarantine, DataSetCatalog datasets, RunTracker tracker)
{
    private const int PageRows = 1_000;
    private const int ShownRows = 20;

    public async Task ReadAsync(ConsumeContext context, Run run, QuarantineQuery query)
    {
        var cancellation = context.CancellationToken;
        var (_, scenario) = await datasets.GetAsync(run.Dataset, cancellation);
        var sources = new List<IngestedSource>();
        foreach (var kind in Enum.GetValues<RecordKind>().Select(kind => kind.Name()))
            if ((query.Source ?? kind) == kind
                && await ReadAsync(run, 0, scenario, query with { Source = kind }, cancellation) is { Read: > 0 } source)
                sources.Add(source);

        var left = await quarantine.PageAsync(query, null, ShownRows, cancellation);
        var result = new IngestResult(
            run.Id, run.Dataset, sources,
            [.. left.Select(entry => new QuarantinedLine(
                entry.Row.File, entry.Row.Line, entry.Row.Reason, entry.Row.Text, entry.Row.IsRestStored))],
            [], tracker.SecondsOf(run));
        await context.PublishOnceAsync(new DataIngested(
            run.Id, run.Dataset, sources.Sum(source => source.Written), sources.Sum(source => source.Replaced),
            sources.Sum(source => source.Duplicate), sources.Sum(source => source.Quarantined), null, null));
        await tracker.SucceedAsync(run, result, cancellation);
    }

    /// <summary>Takes what was refused for what the scenario of the data set knows since this run.</summary>
    /// <param name="number">Of the file that the records count as in the run.</param>
    /// <returns>Number of rows that were taken, or of which cells were.</returns>
    public async Task<long> ReadUnknownAsync(Run run, int number, CancellationToken cancellation)
    {
        var (_, scenario) = await datasets.GetAsync(run.Dataset, cancellation);
        var taken = 0L;
        foreach (var count in await quarantine.CountAsync(run.Dataset, cancellation))
            if (Refusals.MayBeWidened(count.Reason))
            {
                var query = new QuarantineQuery(run.Dataset, Source: count.Source, Reason: count.Reason);
                var source = await ReadAsync(run, number, scenario, query, cancellation);
                taken += source.Read - source.Quarantined;
            }

        return taken;
    }

    private async Task<IngestedSource> ReadAsync(
        Run run, int number, Scenario scenario, QuarantineQuery query, CancellationToken cancellation)
    {
        var (files, read, counts) = (new HashSet<(string, string)>(), 0L, default(MergeCounts));
        QuarantineKey? after = null;
        while (await quarantine.PageAsync(query, after, PageRows, cancellation) is { Count: > 0 } page)
        {
            foreach (var file in page.GroupBy(entry => (entry.Run, entry.Row.File)))
            {
                var (again, stored) = await rows.ReadAsync(run, number, scenario, [.. file], cancellation);
                await SettleAsync(run.Dataset, again, cancellation);
                files.Add(file.Key);
                read += again.Count;
                counts += stored;
            }

            after = page[^1].Place;
        }

        var refused = read - counts.Written - counts.Replaced - counts.Duplicate;
        return new IngestedSource(
            query.Source!, files.Count, read, counts.Written, counts.Replaced, counts.Duplicate, refused, counts.Conflicting);
    }

    private async Task SettleAsync(string dataset, IReadOnlyList<RowAgain> again, CancellationToken cancellation)
    {
        await quarantine.RemoveAsync(
            dataset, [.. again.Where(row => row.Reason is null).Select(row => row.Entry.Place)], cancellation);
        await quarantine.ChangeAsync(
            dataset,
            [
                .. again.Where(row => row.Reason is not null && (row.Reason != row.Entry.Row.Reason
                        || row.IsRestStored != row.Entry.Row.IsRestStored))
                    .Select(row => new QuarantineChange(row.Entry.Place, row.Reason, null, row.IsRestStored)),
            ],
            cancellation);
    }
}
