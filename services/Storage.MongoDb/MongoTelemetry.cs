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

    /// <summary>Blocks with a history that are read at once where only times are asked for.</summary>
    private const int BlocksAtOnce = 64;

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
            var byMachine = await TimesAsync(dataset, some, known, cancellation);
            foreach (var machine in some)
                yield return new ReadingStretches(machine, BlockTimes.Stretches(byMachine[machine], longest, known));
        }
    }

    public async Task<IReadOnlyList<MachineExtent>> MachinesAsync(string dataset, DateTime asOf, CancellationToken cancellation)
    {
        var machines = await store.AggregateAsync(
            MongoNames.Telemetry,
            [new("$match", new BsonDocument("dataset", dataset)), new("$group", new BsonDocument("_id", "$machine"))],
            row => row.GetString("_id"), cancellation);
        var (extents, known) = (new List<MachineExtent>(), UnixTime.FromDateTime(asOf));
        foreach (var some in machines.Order(MachineOrder.Instance).Chunk(TimesAtOnce))
        {
            var byMachine = await TimesAsync(dataset, some, known, cancellation);
            extents.AddRange(some.Select(machine => BlockTimes.Extent(machine, byMachine[machine], known)).OfType<MachineExtent>());
        }

        return extents;
    }

    /// <summary>Of each machine, in order of time; those of a block with a history as they were at a moment.</summary>
    private async Task<ILookup<string, BlockTimes>> TimesAsync(
        string dataset, string[] some, long known, CancellationToken cancellation)
    {
        var blocks = await store.ListAsync(
            MongoNames.Telemetry,
            new() { ["dataset"] = dataset, ["machine"] = MongoFilters.In(some) },
            null,
            null,
            row => (Row: row, Times: MongoBlock.ReadTimes(row)),
            cancellation,
            MongoBlock.TimeFields);
        var whole = await WholeAsync(dataset, [.. blocks.Where(block => block.Times is null).Select(block => block.Row)], cancellation);
        return blocks.OrderBy(block => block.Row["start"]).ToLookup(
            block => block.Row.GetString("machine"),
            block => block.Times ?? BlockTimes.Of(whole[block.Row.GetString("_id")], known));
    }

    public async Task<IReadOnlyList<MachineExtent>> MachinesAsync(string dataset, CancellationToken cancellation)
    {
        var machines = await store.AggregateAsync(
            MongoNames.Telemetry,
            [
                new("$match", new BsonDocument { ["dataset"] = dataset, ["readings"] = new BsonDocument("$gt", 0) }),
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
        // By their starts, which the index has; a block's first and last reading are only those of now.
        var starts = new BsonDocument("$lte", to.ToBson());
        if (await PeriodAsync(dataset, cancellation) is { } period && from > DateTime.MinValue.AddMilliseconds(period))
            starts["$gt"] = from.AddMilliseconds(-period).ToBson();

        var blocks = await store.ListAsync(
            MongoNames.Telemetry,
            new()
            {
                ["dataset"] = dataset,
                ["machine"] = MongoFilters.In(machines),
                ["start"] = starts,
            },
            row => (Start: row["start"], Block: MongoBlock.Read(row)),
            cancellation);
        var byMachine = blocks.OrderBy(block => block.Start).ToLookup(block => block.Block.Rows.Machine, block => block.Block);
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
        EditAsync(dataset, FilterOf(dataset, what), block => BlockRetraction.Retract(block, what, known), cancellation);

    public Task<long> CountAsync(string dataset, RecordSelection what, CancellationToken cancellation) =>
        EditAsync(dataset, FilterOf(dataset, what), block => (block, BlockRetraction.Count(block, what)), cancellation);

    private static BsonDocument FilterOf(string dataset, RecordSelection what)
    {
        var filter = new BsonDocument("dataset", dataset).AddIfAny("machine", what.Machines);
        if (what.To is { } to)
            filter["start"] = new BsonDocument("$lte", to.ToBson());
        if (what.From is { } from)
            filter["end"] = new BsonDocument("$gt", from.ToBson());

        return filter;
    }

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) => EditAsync(
        dataset, new("dataset", dataset), block => (BlockRetraction.Forget(block, known, files), 0), cancellation);

    /// <summary>Milliseconds; null where there are no readings yet.</summary>
    private async Task<long?> PeriodAsync(string dataset, CancellationToken cancellation) =>
        (await store.FindAsync(MongoNames.TelemetryPeriods, new("_id", dataset), cancellation))?["milliseconds"].ToInt64();

    /// <summary>Blocks with a history, by their ids.</summary>
    private async Task<Dictionary<string, TelemetryBlock>> WholeAsync(
        string dataset, IReadOnlyList<BsonDocument> rows, CancellationToken cancellation)
    {
        var whole = new Dictionary<string, TelemetryBlock>();
        foreach (var some in rows.Chunk(BlocksAtOnce))
        {
            var blocks = await store.ListAsync(
                MongoNames.Telemetry,
                new()
                {
                    ["_id"] = MongoFilters.In(some.Select(row => row.GetString("_id"))),
                    ["dataset"] = dataset,
                    ["machine"] = MongoFilters.In(some.Select(row => row.GetString("machine")).Distinct()),
                },
                row => (Id: row.GetString("_id"), Block: MongoBlock.Read(row)),
                cancellation);
            foreach (var (id, block) in blocks)
                whole[id] = block;
        }

        return whole;
    }

    /// <summary>Changes blocks one by one.</summary>
    private async Task<long> EditAsync(
        string dataset, BsonDocument filter, Func<TelemetryBlock, (TelemetryBlock Block, long Readings)> edit,
        CancellationToken cancellation)
    {
        await MongoDeletion.DataSet.ThrowIfBegunAsync(store, dataset, cancellation);
        if (await PeriodAsync(dataset, cancellation) is not { } period)
            return 0;

        var merge = new MongoMerge(store, dataset, UnixTime.FromMilliseconds(period));
        var keys = await store.ListAsync(
            MongoNames.Telemetry, filter, null, null, row => row, cancellation,
            new() { ["_id"] = 1, ["dataset"] = 1, ["machine"] = 1 });
        var readings = 0L;
        foreach (var key in keys)
        {
            cancellation.ThrowIfCancellationRequested();
            readings += await store.RunAsync(() => merge.EditAsync(key, edit, cancellation), cancellation);
        }

        return readings;
    }
}
