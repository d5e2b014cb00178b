using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

internal sealed class MongoRunWakes(MongoStore store) : IRunWakes
{
    public Task<bool> AddAsync(string run, RunWake wake, CancellationToken cancellation) =>
        store.RunAsync(() => store.Collection(MongoNames.Wakes).TryInsertAsync(Write(run, wake), cancellation), cancellation);

    public async Task<IReadOnlyList<RunWake>> ListAsync(string run, CancellationToken cancellation) =>
        [.. (await store.ListAsync(MongoNames.Wakes, new("run", run), Read, cancellation)).OrderBy(wake => wake.Number)];

    private static BsonDocument Write(string run, RunWake wake) => new()
    {
        ["_id"] = MongoIds.Of(run, MongoIds.Number(wake.Number)),
        ["run"] = run,
        ["number"] = wake.Number,
        ["at"] = wake.At.ToBson(),
        ["why"] = wake.Why,
    };

    private static RunWake Read(BsonDocument row) => new(row["number"].ToInt32(), row.GetTime("at"), row.GetString("why"));
}
