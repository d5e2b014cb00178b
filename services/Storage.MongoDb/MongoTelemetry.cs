using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage.Telemetry;

namespace Presage.Storage.MongoDb;

internal sealed class MongoTelemetry(MongoStore store) : ITelemetry
{
    /// <summary>Sensors of machines that are read at once, so that neither queries nor readings in memory become many.</summary>
    private const int SeriesAtOnce = 128;

    private const int MostMachinesAtOnce = 32;

    /// <summary>Machines whose times are read at once.</summary>
    private const int TimesAtOnce = 256;

    public async Task<MergeCounts> MergeAsync(
        string dataset, TimeSpan period, IReadOnlyList<TelemetryBatch> batches, CancellationToken cancellation)
    {
        await CheckPeriodAsync(dataset, period, cancellation);

        var merge = new MongoMerge(store, dataset, UnixTime.FromTimeSpan(period));
        var counts = default(MergeCounts);
        foreach (var pieces in BlockBorders.Cut(batches, UnixTime.FromTimeSpan(period)).InParts())
            counts += await store.RunAsync(() => merge.MergeAsync(pieces, cancellation), cancellation);

        return counts;
    }

    public async Task<TelemetryBatch> ReadAsync(
        string dataset, string machine, int sensors, DateTime from, DateTime to, DateTime asOf, CancellationToken cancellation) =>
        (await BatchesAsync(dataset, [machine], sensors, from, to, asOf, cancellation)).Single();

    public async IAsyncEnumerable<TelemetryBatch> ReadAsync(
        string dataset, IReadOnlyList<string> machines, int sensors, DateTime from, DateTime to, DateTime asOf,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var some in machines.Chunk(Math.Clamp(SeriesAtOnce / Math.Max(1, sensors), 1, MostMachinesAtOnce)))
            foreach (var batch in await BatchesAsync(dataset, some, sensors, from, to, asOf, cancellation))
                yield return batch;
    }

    public async IAsyncEnumerable<ReadingStretches> StretchesAsync(
        string dataset, IReadOnlyList<string> machines, TimeSpan gap, DateTime asOf,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (longest, known) = (UnixTime.FromTimeSpan(gap), UnixTime.FromDateTime(asOf));
        foreach (var some in machines.Chunk(TimesAtOnce))
        {
            var blocks = await store.ListAsync(
                MongoNames.Telemetry,
                new() { ["dataset"] = dataset, ["machine"] = MongoFilters.In(some) },
                null,
                null,
                MongoBlock.ReadTimes,
                cancellation,
                MongoBlock.TimeFields);
            var byMachine = blocks.OrderBy(block => block.Times.Times[0]).ToLookup(block => block.Machine, block => block.Times);
            foreach (var machine in some)
                yield return new ReadingStretches(machine, BlockTimes.Stretches(byMachine[machine], longest, known));
        }
    }

    public async Task<IReadOnlyList<MachineExtent>> MachinesAsync(string dataset, CancellationToken cancellation)
    {
        var machines = await store.AggregateAsync(
            MongoNames.Telemetry,
            [
                new("$match", new BsonDocument("dataset", dataset)),
                new("$group", new BsonDocument
                {
                    ["_id"] = "$machine",
                    ["first"] = new BsonDocument("$min", "$first"),
                    ["last"] = new BsonDocument("$max", "$last"),
                    ["readings"] = new BsonDocument("$sum", "$readings"),
                }),
            ],
            row => new MachineExtent(row.GetString("_id"), row.GetTime("first"), row.GetTime("last"), row["readings"].ToInt64()),
            cancellation);
        return [.. machines.OrderBy(extent => extent.Machine, MachineOrder.Instance)];
    }

    /// <summary>Of some machines, in their order.</summary>
    private async Task<IEnumerable<TelemetryBatch>> BatchesAsync(
        string dataset, string[] machines, int sensors, DateTime from, DateTime to, DateTime asOf, CancellationToken cancellation)
    {
        var blocks = await store.ListAsync(
            MongoNames.Telemetry,
            new()
            {
                ["dataset"] = dataset,
                ["machine"] = MongoFilters.In(machines),
                ["start"] = new BsonDocument("$lte", to.ToBson()),
                ["last"] = new BsonDocument("$gt", from.ToBson()),
            },
            MongoBlock.Read,
            cancellation);
        var byMachine = blocks.OrderBy(block => block.Times[0]).ToLookup(block => block.Machine);
        return machines.Select(machine => BlockWindow.Join(
            machine, sensors, [.. byMachine[machine]], UnixTime.FromDateTime(from), UnixTime.FromDateTime(to),
            UnixTime.FromDateTime(asOf)));
    }

    /// <summary>Blocks of two lengths would overlap and hide each other's readings.</summary>
    private async Task CheckPeriodAsync(string dataset, TimeSpan period, CancellationToken cancellation)
    {
        await MongoDeletion.DataSet.ThrowIfBegunAsync(store, dataset, cancellation);
        var row = await store.FindAsync(MongoNames.TelemetryPeriods, new("_id", dataset), cancellation) ?? await store.RunAsync(
            () => store.Collection(MongoNames.TelemetryPeriods).EnsureAsync(
                new() { ["_id"] = dataset, ["milliseconds"] = UnixTime.ToMilliseconds(period) }, keys: 1, cancellation),
            cancellation);
        ReadingParts.CheckPeriod(dataset, row["milliseconds"].ToInt64(), period);
    }

    public Task<long> RetractAsync(string dataset, RecordSelection what, DateTime known, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
