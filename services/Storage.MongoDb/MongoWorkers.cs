using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoWorkers(MongoStore store) : IWorkers
{
    private IMongoCollection<BsonDocument> Workers => store.Collection(MongoNames.Workers);

    public Task SayAsync(WorkerRecord worker, CancellationToken cancellation) => store.RunAsync(
        () => Workers.ReplaceOneAsync(
            new BsonDocument("_id", worker.Id), Write(worker), new ReplaceOptions { IsUpsert = true }, cancellation),
        cancellation);

    public Task LeaveAsync(string id, CancellationToken cancellation) =>
        store.RunAsync(() => Workers.DeleteOneAsync(new BsonDocument("_id", id), cancellation), cancellation);

    public async Task<IReadOnlyList<WorkerRecord>> ListAsync(CancellationToken cancellation)
    {
        var workers = await store.ListAsync(MongoNames.Workers, [], Read, cancellation);
        return
        [
            .. workers.OrderBy(worker => worker.Service, StringComparer.Ordinal).ThenBy(worker => worker.Id, StringComparer.Ordinal),
        ];
    }

    public Task<int> ForgetAsync(DateTime before, CancellationToken cancellation) => store.RunAsync(
        async () => (int)(await Workers.DeleteManyAsync(
            new BsonDocument("seenAt", new BsonDocument("$lt", before.ToBson())), cancellation)).DeletedCount,
        cancellation);

    private static BsonDocument Write(WorkerRecord worker)
    {
        var row = new BsonDocument
        {
            ["_id"] = worker.Id,
            ["service"] = worker.Service,
            ["version"] = worker.Version,
            ["state"] = worker.State,
            ["since"] = worker.Since.ToBson(),
            ["seenAt"] = worker.SeenAt.ToBson(),
        };
        if (worker.Skew is { } skew)
            row.Add("skew", skew.TotalMilliseconds);
        if (worker.Slice is { } slice)
            row.Add("slice", new BsonDocument
            {
                ["run"] = slice.Run,
                ["stage"] = slice.Stage,
                ["slice"] = slice.Slice,
                ["at"] = slice.At.ToBson(),
                ["done"] = slice.IsDone,
            });
        if (worker.Planning is { } planning)
            row.Add("planning", new BsonDocument
            {
                ["run"] = planning.Run,
                ["what"] = planning.What,
                ["planned"] = planning.Planned,
                ["of"] = planning.Of,
            });

        return row;
    }

    private static WorkerRecord Read(BsonDocument row) => new(
        row.GetString("_id"), row.GetString("service"), row.GetString("version"), row.GetString("state"), row.GetTime("since"),
        row.GetTime("seenAt"), row.TryGetValue("skew", out var skew) ? TimeSpan.FromMilliseconds(skew.ToDouble()) : null,
        row.TryGetValue("slice", out var slice) ? ReadSlice(slice.AsBsonDocument) : null,
        row.TryGetValue("planning", out var planning) ? ReadPlanning(planning.AsBsonDocument) : null);

    private static WorkerSlice ReadSlice(BsonDocument row) => new(
        row.GetString("run"), row.GetString("stage"), row["slice"].ToInt32(), row.GetTime("at"), row["done"].ToBoolean());

    private static WorkerPlanning ReadPlanning(BsonDocument row) =>
        new(row.GetString("run"), row.GetString("what"), row["planned"].ToInt32(), row["of"].ToInt32());
}
