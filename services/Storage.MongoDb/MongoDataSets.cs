using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoDataSets(MongoStore store) : IDataSets
{
    public Task<DataSet> EnsureAsync(DataSet dataset, CancellationToken cancellation) => store.RunAsync(
        async () => Read(MongoDeletion.DataSet.Unmarked(
            await store.Collection(MongoNames.DataSets).EnsureAsync(Write(dataset), keys: 1, cancellation))),
        cancellation);

    public async Task<DataSet?> FindAsync(string name, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.DataSets, MongoDeletion.Named(name), cancellation) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<DataSet>> ListAsync(CancellationToken cancellation) =>
        await store.ListAsync(MongoNames.DataSets, new(MongoDeletion.NotBegun), new("_id", 1), null, Read, cancellation);

    public async Task<IReadOnlyDictionary<string, SourceExtent>> ExtentsAsync(string dataset, CancellationToken cancellation)
    {
        var readings = await store.AggregateAsync(
            MongoNames.Telemetry, Extents(dataset, "$dataset", "$first", "$last", "$readings"), row => ("telemetry", Extent(row)),
            cancellation);
        var events = await store.AggregateAsync(
            MongoNames.Events, Extents(dataset, "$kind", "$time", "$time", 1), row => (SourceOf(row.GetString("_id")), Extent(row)),
            cancellation);
        return readings.Concat(events).ToDictionary(source => source.Item1, source => source.Item2);
    }

    public async Task<DataSetCounts> CountAsync(string name, CancellationToken cancellation)
    {
        var readings = await store.AggregateAsync(
            MongoNames.Telemetry, Extents(name, "$dataset", "$first", "$last", "$readings"), row => row["records"].ToInt64(), cancellation);
        return new(
            readings.Sum(), await NumberAsync(MongoNames.Events), await NumberAsync(MongoNames.Machines),
            await NumberAsync(MongoNames.Quarantine));

        Task<long> NumberAsync(string collection) => store.CountAsync(collection, new("dataset", name), cancellation);
    }

    public async Task<DataSetCounts?> DeleteAsync(string name, CancellationToken cancellation)
    {
        if (!await MongoDeletion.DataSet.BeginAsync(store, new("_id", name), cancellation))
            return null;

        var counts = await CountAsync(name, cancellation);
        await DeleteAllAsync(MongoNames.Telemetry, "machine");
        await DeleteAllAsync(MongoNames.Events, "machine");
        await DeleteAllAsync(MongoNames.Machines, "machine");
        await DeleteAllAsync(MongoNames.Quarantine, "run");
        await store.RunAsync(
            () => store.Collection(MongoNames.TelemetryPeriods).DeleteOneAsync(new BsonDocument("_id", name), cancellation), cancellation);
        await MongoDeletion.DataSet.EndAsync(store, name, cancellation);
        return counts;

        Task DeleteAllAsync(string collection, string key) =>
            MongoDeletion.DeletePiecesAsync(store, collection, new("dataset", name), ["dataset", key], cancellation);
    }

    public Task<bool> IsBeingDeletedAsync(string name, CancellationToken cancellation) =>
        MongoDeletion.DataSet.IsBegunAsync(store, name, cancellation);

    private static BsonDocument[] Extents(string dataset, string by, string first, string last, BsonValue records) =>
    [
        new("$match", new BsonDocument("dataset", dataset)),
        new("$group", new BsonDocument
        {
            ["_id"] = by,
            ["first"] = new BsonDocument("$min", first),
            ["last"] = new BsonDocument("$max", last),
            ["records"] = new BsonDocument("$sum", records),
        }),
    ];

    private static SourceExtent Extent(BsonDocument row) => new(row.GetTime("first"), row.GetTime("last"), row["records"].ToInt64());

    private static BsonDocument Write(DataSet dataset) => new()
    {
        ["_id"] = dataset.Name,
        ["scenarioName"] = dataset.ScenarioName,
        ["scenario"] = dataset.Scenario,
        ["scenarioHash"] = dataset.ScenarioHash,
        ["createdAt"] = dataset.CreatedAt.ToBson(),
    };

    private static DataSet Read(BsonDocument row) => new(
        row.GetString("_id"), row.GetString("scenarioName"), row.GetString("scenario"), row.GetString("scenarioHash"),
        row.GetTime("createdAt"));

    private static string SourceOf(string kind) => MongoEvents.KindOf(kind) switch
    {
        EventKind.Error => "errors",
        EventKind.Maintenance => "maintenance",
        _ => "failures",
    };
}
