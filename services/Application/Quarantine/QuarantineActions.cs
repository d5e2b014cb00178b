using Presage.Application.Export;
using Presage.Application.Paging;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.DataSets;
using Presage.Storage;

namespace Presage.Application.Quarantine;

internal sealed class QuarantineActions(IQuarantine quarantine, DataSetCatalog datasets) : IQuarantineActions
{
    private const int ExportPage = 1_000;

    public async Task<QuarantineList> ListAsync(QuarantineFilter filter, PageRequest page, CancellationToken cancellation)
    {
        await datasets.GetAsync(filter.Dataset, cancellation);
        var size = Page.SizeOf(page.Most);
        var found = await quarantine.PageAsync(QueryOf(filter), Cursor.Read<QuarantineKey>(page.After), size + 1, cancellation);
        var (rows, next) = Page.Of(found, size, entry => entry.Place);
        var counts = await quarantine.CountsAsync(filter.Dataset, cancellation);
        return new QuarantineList(filter.Dataset, counts, [.. rows.Select(Document)], next);
    }

    public async Task<ExportedQuarantine> ExportAsync(QuarantineFilter filter, Stream output, CancellationToken cancellation)
    {
        await datasets.GetAsync(filter.Dataset, cancellation);
        await using var csv = new CsvWriter(output);
        foreach (var column in new[] { "run", "recordKind", "file", "line", "reason", "text" })
            csv.Add(column);

        await csv.EndLineAsync(cancellation);
        var rows = 0L;
        QuarantineKey? after = null;
        IReadOnlyList<QuarantineEntry> page;
        do
        {
            page = await quarantine.PageAsync(QueryOf(filter), after, ExportPage, cancellation);
            foreach (var (run, row) in page)
            {
                csv.Add(run).Add(row.Source).Add(row.File).Add(row.Line).Add(row.Reason).Add(row.Text);
                await csv.EndLineAsync(cancellation);
            }

            rows += page.Count;
            after = page.Count > 0 ? page[^1].Place : null;
        }
        while (page.Count == ExportPage);

        await csv.FinishAsync(cancellation);
        return new ExportedQuarantine(filter.Dataset, rows);
    }

    public async Task<long> MendAsync(string dataset, Stream csv, CancellationToken cancellation)
    {
        await datasets.GetAsync(dataset, cancellation);
        using var reader = new StreamReader(csv);
        var (rows, changed) = (0L, 0L);
        foreach (var part in MendedRows.Read(reader).Chunk(ExportPage))
        {
            rows += part.Length;
            changed += await quarantine.ChangeAsync(dataset, part, cancellation);
        }

        return changed > 0 || rows == 0
            ? changed
            : throw new PresageException(
                ErrorKind.NotFound, "unknown-rows", $"None of the mended rows is in the quarantine of the data set '{dataset}'.",
                "Export the quarantine again: what was taken meanwhile is not in it any more.");
    }

    private static QuarantineQuery QueryOf(QuarantineFilter filter) => new(filter.Dataset, filter.Run, filter.RecordKind, filter.Reason);

    private static RefusedRow Document(QuarantineEntry entry) =>
        new(
        entry.Run, entry.Row.Source, entry.Row.File, entry.Row.Line, entry.Row.Reason, entry.Row.Text, entry.Row.IsRestStored);
}
