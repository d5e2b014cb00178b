using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Sources;
using Presage.Storage;

namespace Presage.Ingestion.Slices;

/// <summary>Reads a range of a file into the store, row by row and with bounded memory.</summary>
internal sealed class SliceLoader(
    SourceCatalog sources, TableTexts tables, TableIntakes intakes, DataSetCatalog datasets, IQuarantine quarantine,
    IngestionOptions options, ILogger<SliceLoader> log)
{
    private const int RowsBetweenLooks = 4_096;

    /// <param name="budget">Share of the file's rows that may be unreadable; null allows any.</param>
    public async Task<SliceOutcome> LoadAsync(Run run, PlannedSlice slice, double? budget, CancellationToken cancellation)
    {
        var file = slice.File;
        await RequireUnchangedAsync(file, cancellation);
        var scenario = await datasets.ScenarioAsync(run.Dataset, RunTracker.PlanOf<IngestPlan>(run).ScenarioHash, cancellation);
        var intake = await intakes.OfAsync(file, slice.Number, run.Dataset, scenario, run.StartedAt, cancellation);
        var refused = new RefusedRows(quarantine, run.Dataset, run.Id, file.Kind, file.Name);
        using var rows = await tables.OpenAsync(file, slice.Range, cancellation);

        long stored = 0;
        var counts = default(MergeCounts);
        while (rows.Take(intake, refused))
        {
            if (rows.Read % RowsBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();

            if (rows.Position - stored < options.SliceBytes)
                continue;

            counts += await intake.FlushAsync(cancellation);
            await refused.FlushAsync(cancellation);
            stored = rows.Position;
        }

        // A slice that is the whole file knows whether anything of it may be stored before anything is.
        var result = SliceResult.Of(slice, rows.Read, counts, refused, intake);
        if (stored == 0 && file.Slices.Count == 1 && FileBudget.RefusalOf(file, FileFigures.Of([result]), budget) is not null)
        {
            result = result with { IsWithheld = true };
        }
        else
        {
            counts += await intake.FlushAsync(cancellation);
            await refused.FlushAsync(cancellation);
            result = SliceResult.Of(slice, rows.Read, counts, refused, intake);
        }

        Tell(run, slice, result, refused);
        return new SliceOutcome(rows.Read, Json.Write(result));
    }

    private void Tell(Run run, PlannedSlice slice, SliceResult result, RefusedRows refused)
    {
        var (file, line) = (slice.File.Name, slice.Range.FirstLine);
        Log.SliceDone(
            log, run.Id, run.Dataset, file, line, result.Read, result.Written, result.Replaced, result.Duplicate, result.Quarantined);
        if (result.Quarantined > 0)
            Log.RowsRefused(log, run.Id, run.Dataset, file, line, result.Quarantined, result.Read, refused.Reasons);
    }

    private async Task RequireUnchangedAsync(PlannedFile file, CancellationToken cancellation)
    {
        if (await sources.Of(file.Address).FingerprintAsync(file.Address, cancellation) != file.Fingerprint)
            throw new PresageException(
                ErrorKind.Conflict, "file-changed",
                $"The file '{file.Address}' was changed while it was read.",
                "Ingest it again when nothing writes to it any more.");
    }
}
