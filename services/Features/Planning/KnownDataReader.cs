using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Stores;
using Presage.Storage;
using Presage.Storage.Histories;
using Presage.Storage.Telemetry;

namespace Presage.Features.Planning;

/// <summary>Finds out what there is to work on, and says clearly when there is nothing.</summary>
public sealed class KnownDataReader(DataSetCatalog catalog, ITelemetry telemetry, KnownRecords records, StoreTime time)
{
    /// <exception cref="PresageException">
    /// <c>unknown-dataset</c>, <c>empty-range</c>, <c>no-telemetry</c>, <c>range-outside-data</c>.
    /// </exception>
    public async Task<KnownData> ReadAsync(string dataset, DateTime from, DateTime to, DateTime? asOf, CancellationToken cancellation)
    {
        var now = await time.NowAsync(cancellation);
        var moment = asOf is { } asked && Utc.Of(asked) < now ? Utc.Of(asked) : now;
        var (_, scenario) = await catalog.GetAsync(dataset ?? "", moment, cancellation);
        if (from == default || to == default)
            throw new PresageException(
                ErrorKind.Invalid, "missing-field", "The request names no range.", "Give its beginning (from) and its end (to).");

        (from, to) = (Utc.Of(from), Utc.Of(to));
        if (from >= to)
            throw new PresageException(
                ErrorKind.Invalid, "empty-range", $"The range {Range(from, to)} is empty.",
                "Give a beginning (from) that is before the end (to).");

        // Of an earlier moment readings count, too, that have been taken back since.
        var machines = moment < now
            ? await telemetry.MachinesAsync(dataset!, moment, cancellation)
            : await telemetry.MachinesAsync(dataset!, cancellation);
        if (await records.LatestReadingAsync(dataset!, machines, scenario.Sensors.Count, moment, cancellation) is not { } latestReading)
            throw NoTelemetry(dataset!, (await telemetry.MachinesAsync(dataset!, cancellation)).Count > 0, moment);

        var earliest = machines.Min(machine => machine.First);
        if (to < earliest || from >= latestReading)
        {
            throw new PresageException(
                ErrorKind.Invalid, "range-outside-data",
                $"The range {Range(from, to)} lies outside of the readings of data set '{dataset}'.",
                $"Its readings cover {earliest:yyyy-MM-dd HH:mm} to {latestReading:yyyy-MM-dd HH:mm}: choose a range "
                    + "there, or ingest more.");
        }

        var latest = await records.LatestAsync(dataset!, latestReading, moment, cancellation);
        return new KnownData(dataset!, scenario, from, to, moment, latest, machines);
    }

    private static string Range(DateTime from, DateTime to) => $"({from:yyyy-MM-dd HH:mm}, {to:yyyy-MM-dd HH:mm}]";

    private static PresageException NoTelemetry(string dataset, bool later, DateTime asOf) => later
        ? new PresageException(
            ErrorKind.Invalid, "no-telemetry",
            $"No reading of data set '{dataset}' was known at {asOf:yyyy-MM-dd HH:mm:ss}.",
            "Choose a later moment: only records that had been ingested by then count.")
        : new PresageException(
            ErrorKind.Invalid, "no-telemetry", $"The data set '{dataset}' has no readings.", "Ingest telemetry into it first.");
}
