using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

internal sealed class MongoDataSets(MongoStore store) : IDataSets
{
    public Task<DataSet> EnsureAsync(DataSet dataset, CancellationToken cancellation) => store.RunAsync(
        async () => Read(await store.Collection(MongoNames.DataSets).EnsureAsync(Write(dataset), keys: 1, cancellation)), cancellation);

    public async Task<DataSet?> FindAsync(string name, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.DataSets, new("_id", name), cancellation) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<DataSet>> ListAsync(CancellationToken cancellation) =>
        await store.ListAsync(MongoNames.DataSets, [], new("_id", 1), null, Read, cancellation);

    public async Task<IReadOnlyDictionary<string, SourceExtent>> ExtentsAsync(string dataset, CancellationToken cancellation)
    {
        var readings = await store.AggregateAsync(
            MongoNames.Telemetry, Extents(dataset, "$dataset", "$first", "$last", "$readings"), row => ("telemetry", Extent(row)), cancellation);
        var events = await store.AggregateAsync(
            MongoNames.Events, Extents(dataset, "$kind", "$time", "$time", 1), row => (SourceOf(row.GetString("_id")), Extent(row)), cancellation);
        return readings.Concat(events).ToDictionary(source => source.Item1, source => source.Item2);
    }

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
        row.GetString("_id"), row.GetString("scenarioName"), row.GetString("scenario"), row.GetString("scenarioHash"), row.GetTime("createdAt"));

    private static string SourceOf(string kind) => MongoEvents.KindOf(kind) switch
    {
        EventKind.Error => "errors",
        EventKind.Maintenance => "maintenance",
        _ => "failures",
    };
}
