using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage.Facts;

namespace Presage.Storage.MongoDb;

internal sealed class MongoDataSets(MongoStore store) : IDataSets
{
    public Task<DataSet> EnsureAsync(DataSet dataset, CancellationToken cancellation) => store.RunAsync(
        async () => Read(MongoDeletion.DataSet.Unmarked(
            await store.Collection(MongoNames.DataSets).EnsureAsync(Write(dataset), keys: 1, cancellation))),
        cancellation);

    public async Task<DataSet?> FindAsync(string name, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.DataSets, MongoDeletion.Named(name), cancellation) is { } row ? Read(row) : null;

    public async Task<DataSet?> FindAsync(string name, DateTime asOf, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.DataSets, MongoDeletion.Named(name), cancellation) is { } row
            ? History(row).AsOf(Read(row), asOf)
            : null;

    public async Task<IReadOnlyList<ScenarioVersion>> ScenariosAsync(string name, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.DataSets, MongoDeletion.Named(name), cancellation) is { } row
            ? History(row).With(Read(row))
            : [];

    public async Task<DataSet?> WidenAsync(string name, string presentHash, ScenarioVersion wider, CancellationToken cancellation)
    {
        await store.RunAsync(
            async () =>
            {
                var datasets = store.Collection(MongoNames.DataSets);
                if (await datasets.Find(new BsonDocument("_id", name)).FirstOrDefaultAsync(cancellation) is not { } row
                    || MongoDeletion.DataSet.Unmarked(row).GetString("scenarioHash") != presentHash)
                    return;

                var earlier = new BsonDocument
                {
                    ["until"] = History(row).Next(wider.Known).ToBson(),
                    ["scenarioName"] = row["scenarioName"],
                    ["scenario"] = row["scenario"],
                    ["scenarioHash"] = row["scenarioHash"],
                };
                var set = new BsonDocument
                {
                    ["scenarioName"] = wider.ScenarioName,
                    ["scenario"] = wider.Scenario,
                    ["scenarioHash"] = wider.ScenarioHash,
                };
                await datasets.UpdateOneAsync(
                    MongoDeletion.Named(name).Add("scenarioHash", presentHash),
                    new BsonDocument { ["$set"] = set, ["$push"] = new BsonDocument("earlier", earlier) },
                    cancellationToken: cancellation);
            },
            cancellation);
        return await FindAsync(name, cancellation);
    }

    public async Task<IReadOnlyList<DataSet>> ListAsync(CancellationToken cancellation) =>
        await store.ListAsync(MongoNames.DataSets, new(MongoDeletion.NotBegun), new("_id", 1), null, Read, cancellation);

    public async Task<IReadOnlyDictionary<string, SourceExtent>> ExtentsAsync(string dataset, CancellationToken cancellation)
    {
        var readings = await store.AggregateAsync(
            MongoNames.Telemetry,
            Extents(dataset, "$dataset", "$first", "$last", "$readings", new("readings", new BsonDocument("$gt", 0))),
            row => ("telemetry", Extent(row)), cancellation);
        var events = await store.AggregateAsync(
            MongoNames.Events, Extents(dataset, "$kind", "$time", "$time", 1, new("retracted", BsonNull.Value)),
            row => (SourceOf(row.GetString("_id")), Extent(row)), cancellation);
        return readings.Concat(events).ToDictionary(source => source.Item1, source => source.Item2);
    }

    public async Task<DataSetCounts> CountAsync(string name, CancellationToken cancellation)
    {
        var readings = await store.AggregateAsync(
            MongoNames.Telemetry, Extents(name, "$dataset", "$first", "$last", "$readings"), row => row["records"].ToInt64(), cancellation);
        return new(
            readings.Sum(), await NumberAsync(MongoNames.Events, new("retracted", BsonNull.Value)),
            await NumberAsync(MongoNames.Machines, new("retracted", BsonNull.Value)),
            await NumberAsync(MongoNames.Quarantine, []));

        Task<long> NumberAsync(string collection, BsonDocument filter) =>
            store.CountAsync(collection, filter.Add("dataset", name), cancellation);
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

    private static BsonDocument[] Extents(
        string dataset, string by, string first, string last, BsonValue records, BsonDocument? filter = null) =>
    [
        new("$match", new BsonDocument("dataset", dataset).AddRange(filter ?? [])),
        new("$group", new BsonDocument
        {
            ["_id"] = by,
            ["first"] = new BsonDocument("$min", first),
            ["last"] = new BsonDocument("$max", last),
            ["records"] = new BsonDocument("$sum", records),
        }),
    ];

    private static ScenarioHistory History(BsonDocument row) => new(
    [
        .. row.GetValue("earlier", new BsonArray()).AsBsonArray.Select(version => version.AsBsonDocument).Select(version => (
            version.GetTime("until"),
            new ScenarioVersion(
                version.GetString("scenarioName"), version.GetString("scenario"), version.GetString("scenarioHash"), default))),
    ]);

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
