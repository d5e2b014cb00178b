using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoDeliveries(MongoStore store) : IDeliveries
{
    private IMongoCollection<BsonDocument> Deliveries => store.Collection(MongoNames.Deliveries);

    public Task<bool> AddAsync(Delivery delivery, CancellationToken cancellation) => store.RunAsync(
        () => Deliveries.TryInsertAsync(Write(delivery, revision: 1), cancellation), cancellation);

    public async Task<Delivery?> FindAsync(string id, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Deliveries, new("_id", id), cancellation) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<Delivery>> ListAsync(
        DeliveryQuery query, DeliveryKey? after, int most, CancellationToken cancellation)
    {
        var filter = new BsonDocument().AddIfAny("connection", query.Connection).AddIfAny("state", query.State?.ToString());
        return await store.ListAsync(
            MongoNames.Deliveries,
            after is null ? filter : filter.After(-1, new("createdAt", after.CreatedAt.ToBson()), new("_id", after.Id)),
            new() { ["createdAt"] = -1, ["_id"] = -1 },
            Math.Max(0, most),
            Read,
            cancellation);
    }

    public async Task<IReadOnlyList<Delivery>> TakeAsync(DateTime now, TimeSpan time, int most, CancellationToken cancellation)
    {
        var due = await store.ListAsync(
            MongoNames.Deliveries, new("nextAt", new BsonDocument("$lte", now.ToBson())), new() { ["nextAt"] = 1, ["_id"] = 1 },
            Math.Max(0, most), Read, cancellation);
        var taken = new List<Delivery>();
        foreach (var delivery in due)
        {
            var mine = delivery with { NextAt = now + time, Revision = delivery.Revision + 1 };
            if (await ChangeAsync(
                delivery, new("$set", new BsonDocument { ["nextAt"] = mine.NextAt!.Value.ToBson(), ["revision"] = mine.Revision }),
                cancellation))
                taken.Add(mine);
        }

        return taken;
    }

    public Task<bool> CommitAsync(Delivery delivery, CancellationToken cancellation)
    {
        var row = Write(delivery, delivery.Revision + 1);
        string[] optional = ["nextAt", "answer", "endedAt"];
        var gone = new BsonDocument(optional.Where(field => !row.Contains(field)).Select(field => new BsonElement(field, "")));
        var fields = new BsonDocument(
            optional.Where(row.Contains).Concat(["state", "attempts", "revision"]).Select(field => row.GetElement(field)));
        var update = new BsonDocument("$set", fields);
        return ChangeAsync(delivery, gone.ElementCount == 0 ? update : update.Add("$unset", gone), cancellation);
    }

    public async Task<IReadOnlyDictionary<DeliveryState, long>> CountAsync(CancellationToken cancellation)
    {
        var counts = new Dictionary<DeliveryState, long>();
        foreach (var state in Enum.GetValues<DeliveryState>())
            counts[state] = await store.CountAsync(MongoNames.Deliveries, new("state", state.ToString()), cancellation);

        return counts;
    }

    /// <returns>Whether it still had the revision.</returns>
    private Task<bool> ChangeAsync(Delivery seen, BsonDocument update, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var changed = await Deliveries.UpdateOneAsync(
                new BsonDocument { ["_id"] = seen.Id, ["revision"] = seen.Revision }, update, cancellationToken: cancellation);
            return changed.MatchedCount == 1;
        },
        cancellation);

    private static BsonDocument Write(Delivery delivery, long revision) => new BsonDocument
    {
        ["_id"] = delivery.Id,
        ["connection"] = delivery.Connection,
        ["type"] = delivery.Type,
        ["subject"] = delivery.Subject,
        ["event"] = delivery.Event,
        ["createdAt"] = delivery.CreatedAt.ToBson(),
        ["state"] = delivery.State.ToString(),
        ["attempts"] = delivery.Attempts,
        ["revision"] = revision,
    }.AddIfAny("nextAt", delivery.NextAt).AddIfAny("answer", delivery.Answer).AddIfAny("endedAt", delivery.EndedAt);

    private static Delivery Read(BsonDocument row) => new(
        row.GetString("_id"), row.GetString("connection"), row.GetString("type"), row.GetString("subject"), row.GetString("event"),
        row.GetTime("createdAt"), Enum.Parse<DeliveryState>(row.GetString("state")), row.GetTimeOrNull("nextAt"),
        row["attempts"].ToInt32(), row.GetStringOrNull("answer"), row.GetTimeOrNull("endedAt"), row["revision"].ToInt64());
}
