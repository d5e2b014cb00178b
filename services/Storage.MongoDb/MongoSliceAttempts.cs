using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

internal sealed class MongoSliceAttempts(MongoStore store) : ISliceAttempts
{
    public Task<int> BeginAsync(string run, string stage, int slice, string worker, DateTime at, CancellationToken cancellation) =>
        store.RunAsync(
            async () =>
            {
                var begun = await store.Collection(MongoNames.SliceAttempts).UpsertAsync(
                    new() { ["_id"] = MongoIds.Of(run, stage, MongoIds.Number(slice)), ["run"] = run },
                    new()
                    {
                        ["$inc"] = new BsonDocument("attempt", 1),
                        ["$set"] = new BsonDocument { ["worker"] = worker, ["startedAt"] = at.ToBson() },
                        ["$setOnInsert"] = new BsonDocument { ["stage"] = stage, ["slice"] = slice },
                    },
                    cancellation);
                return begun["attempt"].ToInt32();
            },
            cancellation);

    public async Task<IReadOnlyList<SliceAttempt>> ListAsync(string run, string stage, CancellationToken cancellation)
    {
        var attempts = await store.ListAsync(MongoNames.SliceAttempts, new() { ["run"] = run, ["stage"] = stage }, Read, cancellation);
        return [.. attempts.OrderBy(attempt => attempt.Slice)];
    }

    private static SliceAttempt Read(BsonDocument row) =>
        new(row["slice"].ToInt32(), row.GetString("worker"), row["attempt"].ToInt32(), row.GetTime("startedAt"));
}
