using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Sources;
using Presage.Sources.Text;
using Presage.Storage;

namespace Presage.Ingestion.Slices;

/// <summary>Reads a range of a file into the store, row by row and with bounded memory.</summary>
internal sealed class SliceLoader(
    SourceCatalog sources, SourceTexts texts, TableIntakes intakes, DataSetCatalog datasets, IQuarantine quarantine,
    IngestionOptions options, ILogger<SliceLoader> log)
{
    private const int RowsBetweenLooks = 4_096;

    public async Task<SliceOutcome> LoadAsync(Run run, PlannedSlice slice, CancellationToken cancellation)
    {
        var (file, range, number) = slice;
        await RequireUnchangedAsync(file, cancellation);
        var scenario = await datasets.ScenarioAsync(run.Dataset, RunTracker.PlanOf<IngestPlan>(run).ScenarioHash, cancellation);
        var intake = await intakes.OfAsync(file, number, run.Dataset, scenario, run.StartedAt, cancellation);
        var refused = new RefusedRows(quarantine, run.Dataset, run.Id, file.Kind, file.Name);
        using var rows = await OpenAsync(file, range, cancellation);

        long read = 0, stored = 0;
        var counts = default(MergeCounts);
        while (rows.Read())
        {
            Take(rows, file, intake, refused);
            if (++read % RowsBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();

            if (refused.AreMany)
                await refused.FlushAsync(cancellation);

            if (rows.Position - stored < options.SliceBytes)
                continue;

            counts += await intake.FlushAsync(cancellation);
            stored = rows.Position;
        }

        counts += await intake.FlushAsync(cancellation);
        await refused.FlushAsync(cancellation);
        var result = SliceResult.Of(slice, read - intake.RowsBesides, counts, refused.Counts, intake);
        Tell(run, slice, result, refused);
        return new SliceOutcome(read, Json.Write(result));
    }

    private void Tell(Run run, PlannedSlice slice, SliceResult result, RefusedRows refused)
    {
        var (file, line) = (slice.File.Name, slice.Range.FirstLine);
        Log.SliceDone(
            log, run.Id, run.Dataset, file, line, result.Read, result.Written, result.Replaced, result.Duplicate, result.Quarantined);
        if (result.Quarantined > 0)
            Log.RowsRefused(log, run.Id, run.Dataset, file, line, result.Quarantined, result.Read, refused.Reasons);
    }

    private async Task<CsvReader> OpenAsync(PlannedFile file, FileRange range, CancellationToken cancellation)
    {
        var text = await texts.OpenAtAsync(file.Address, file.Form, range.Offset, cancellation);
        var length = range.Length < 0 ? long.MaxValue : range.Length;
        var rows = new RowReader(text, length, file.Format, range.FirstLine, TextLimits.Of(options, file.Address));
        return new CsvReader(rows, file.Format, file.Fields);
    }

    private static void Take(CsvReader row, PlannedFile file, ITableIntake intake, RefusedRows refused)
    {
        var reason = RefusalOf(row, file, intake);
        var cells = intake.Cells.HasRefused ? intake.Cells.TakeReasons() : null;
        if (reason is not null)
            refused.Add(row.Line, row.Row, reason);
        else if (cells is not null)
            refused.AddCells(row.Line, row.Row, cells);
    }

    private static string? RefusalOf(CsvReader row, PlannedFile file, ITableIntake intake) =>
        row.IsBroken ? Refusals.BrokenQuotes
        : row.Count != file.Fields ? Refusals.FieldCount
        : intake.Add(row);

    private async Task RequireUnchangedAsync(PlannedFile file, CancellationToken cancellation)
    {
        if (await sources.Of(file.Address).FingerprintAsync(file.Address, cancellation) != file.Fingerprint)
            throw new PresageException(
                ErrorKind.Conflict, "file-changed",
                $"The file '{file.Address}' was changed while it was read.",
                "Ingest it again when nothing writes to it any more.");
    }
}
