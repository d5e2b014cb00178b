using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

internal sealed class MongoEvents(MongoStore store) : IEvents
{
    public Task<MergeCounts> AddAsync(string dataset, EventKind kind, IReadOnlyList<EventRecord> records, CancellationToken cancellation) =>
        store.RunAsync(
            async () =>
            {
                await MongoDeletion.DataSet.ThrowIfBegunAsync(store, dataset, cancellation);
                var duplicate = 0L;
                foreach (var part in records.Chunk(MongoWrites.Batch))
                    duplicate += (await store.Collection(MongoNames.Events).InsertAbsentAsync(
                        [.. part.Select(record => Write(dataset, TextOf(kind), record))], cancellation)).Count;

                return new MergeCounts(records.Count - duplicate, 0, duplicate);
            },
            cancellation);

    public async Task<IReadOnlyList<EventRecord>> ReadAsync(
        string dataset, EventKind kind, IReadOnlyCollection<string>? machines, DateTime from, DateTime to, DateTime asOf,
        CancellationToken cancellation)
    {
        var filter = new BsonDocument("dataset", dataset).AddIfAny("machine", machines);
        filter.Add("kind", TextOf(kind));
        filter.Add("time", new BsonDocument { ["$gt"] = from.ToBson(), ["$lte"] = to.ToBson() });
        filter.Add("known", new BsonDocument("$lte", asOf.ToBson()));
        var records = await store.ListAsync(MongoNames.Events, filter, Read, cancellation);
        return
        [
            .. records.OrderBy(record => record.Machine, MachineOrder.Instance).ThenBy(record => record.Time)
                .ThenBy(record => record.Code, StringComparer.Ordinal),
        ];
    }

    public static EventKind KindOf(string text) => Enum.Parse<EventKind>(text, ignoreCase: true);

    private static string TextOf(EventKind kind) => kind switch
    {
        EventKind.Error => "error",
        EventKind.Maintenance => "maintenance",
        _ => "failure",
    };

    private static BsonDocument Write(string dataset, string kind, EventRecord record) => new()
    {
        ["_id"] = MongoIds.Of(dataset, record.Machine, kind, MongoIds.Time(record.Time), record.Code),
        ["dataset"] = dataset,
        ["machine"] = record.Machine,
        ["kind"] = kind,
        ["time"] = record.Time.ToBson(),
        ["code"] = record.Code,
        ["known"] = record.Known.ToBson(),
    };

    private static EventRecord Read(BsonDocument row) =>
        new(row.GetString("machine"), row.GetTime("time"), row.GetString("code"), row.GetTime("known"));

    public Task<long> RetractAsync(string dataset, EventKind kind, RecordSelection what, DateTime known, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
