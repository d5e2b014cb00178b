using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoConnections(MongoStore store) : IConnections
{
    private IMongoCollection<BsonDocument> Connections => store.Collection(MongoNames.Connections);

    public Task ApplyAsync(Connection connection, CancellationToken cancellation) => store.RunAsync(
        () => Connections.ReplaceOneAsync(
            new BsonDocument("_id", connection.Name), Write(connection), new ReplaceOptions { IsUpsert = true }, cancellation),
        cancellation);

    public async Task<Connection?> FindAsync(string name, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Connections, new("_id", name), cancellation) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation) =>
        await store.ListAsync(MongoNames.Connections, [], new("_id", 1), null, Read, cancellation);

    public Task<bool> StopAsync(string name, DateTime applied, string why, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var stopped = await Connections.UpdateOneAsync(
                new BsonDocument { ["_id"] = name, ["at"] = applied.ToBson() },
                new BsonDocument("$set", new BsonDocument("stopped", why)), cancellationToken: cancellation);
            if (stopped.MatchedCount == 0)
                return false;

            await FailWaitingAsync(name, why, cancellation);
            return true;
        },
        cancellation);

    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var deleted = await Connections.DeleteOneAsync(new BsonDocument("_id", name), cancellation);

            // Also when there is none: a process that was killed may have left them.
            await FailWaitingAsync(name, Delivery.NoConnection, cancellation);
            return deleted.DeletedCount == 1;
        },
        cancellation);

    private Task<UpdateResult> FailWaitingAsync(string connection, string why, CancellationToken cancellation) =>
        store.Collection(MongoNames.Deliveries).UpdateManyAsync(
            new BsonDocument { ["connection"] = connection, ["state"] = nameof(DeliveryState.Waiting) },
            new BsonDocument
            {
                ["$set"] = new BsonDocument { ["state"] = nameof(DeliveryState.Failed), ["answer"] = why },
                ["$unset"] = new BsonDocument("nextAt", ""),
                ["$currentDate"] = new BsonDocument("endedAt", true),
                ["$inc"] = new BsonDocument("revision", 1L),
            },
            cancellationToken: cancellation);

    private static BsonDocument Write(Connection connection) => new BsonDocument
    {
        ["_id"] = connection.Name,
        ["kind"] = connection.Kind,
        ["definition"] = connection.Definition,
        ["at"] = connection.At.ToBson(),
        ["by"] = connection.By,
    }.AddIfAny("stopped", connection.Stopped);

    private static Connection Read(BsonDocument row) => new(
        row.GetString("_id"), row.GetString("kind"), row.GetString("definition"), row.GetTime("at"), row.GetString("by"),
        row.GetStringOrNull("stopped"));
}
