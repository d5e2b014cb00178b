using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Inputs;
using Presage.Ingestion.Planning;
using Presage.Storage;

namespace Presage.Ingestion.Loading;

/// <summary>Reads a range of a file into the store, row by row and with bounded memory.</summary>
internal sealed class SliceLoader(InputFiles files, Loaders loaders, DataSetCatalog datasets, IQuarantine quarantine, IngestionOptions options)
{
    private const int RowsBetweenLooks = 4_096;

    public async Task<SliceOutcome> LoadAsync(Run run, PlannedSlice slice, CancellationToken cancellation)
    {
        var (file, range) = slice;
        RequireUnchanged(file);
        var (_, scenario) = await datasets.GetAsync(run.Dataset, cancellation);
        var loader = await loaders.OfAsync(file, run.Dataset, scenario, run.StartedAt, cancellation);
        var refused = new RefusedRows(quarantine, run.Dataset, run.Id, file.Source, file.Name);
        using var rows = Open(file, range);

        long read = 0, stored = 0;
        var counts = default(MergeCounts);
        while (rows.Read())
        {
            if (RefusalOf(rows, file, loader) is { } reason)
                refused.Add(rows, reason);

            if (++read % RowsBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();

            if (refused.AreMany)
                await refused.FlushAsync(cancellation);

            if (rows.Position - stored < options.SliceBytes)
                continue;

            counts += await loader.FlushAsync(cancellation);
            stored = rows.Position;
        }

        counts += await loader.FlushAsync(cancellation);
        await refused.FlushAsync(cancellation);
        return new SliceOutcome(read, Json.Write(SliceResult.Of(file.Source, read, counts, refused.Counts, loader.Times)));
    }

    private CsvReader Open(PlannedFile file, FileRange range)
    {
        var stream = files.OpenTextAt(file.Path, file.IsGzip, range.Offset);
        var length = range.Length < 0 ? long.MaxValue : range.Length;
        return new CsvReader(new RowReader(stream, length, file.Format, range.FirstLine, options.LimitsOf(file.Path)), file.Format, file.Fields);
    }

    private static string? RefusalOf(CsvReader row, PlannedFile file, IRowLoader loader) =>
        row.IsBroken ? Refusals.BrokenQuotes
        : row.Count != file.Fields ? Refusals.FieldCount
        : loader.Add(row);

    private static void RequireUnchanged(PlannedFile file)
    {
        var info = new FileInfo(file.Path);
        if (!info.Exists || info.Length != file.Bytes || info.LastWriteTimeUtc != file.ModifiedAt)
            throw new PresageException(
                ErrorKind.Conflict, "file-changed", $"The file '{file.Path}' was changed while it was read.", "Ingest it again when nothing writes to it any more.");
    }
}
