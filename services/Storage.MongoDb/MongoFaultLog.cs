using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

/// <summary>A fault is one document with its whole history, so that each change of it is one step.</summary>
internal sealed class MongoFaultLog(MongoStore store) : IFaults
{
    public Task AddAsync(Fault fault, CancellationToken cancellation) => store.RunAsync(
        () => store.Collection(MongoNames.Faults).UpsertAsync(
            new("_id", fault.Id),
            new()
            {
                ["$set"] = new BsonDocument
                {
                    ["kind"] = fault.Error.Kind.ToString(),
                    ["code"] = fault.Error.Code,
                    ["reason"] = fault.Error.Message,
                    ["remedy"] = fault.Error.Remedy,
                    ["details"] = fault.Details,
                    ["state"] = nameof(FaultState.Open),
                    ["at"] = fault.At.ToBson(),
                },
                ["$setOnInsert"] = new BsonDocument { ["queue"] = fault.Queue, ["body"] = fault.Body, ["bodyBytes"] = fault.BodyBytes }
                    .AddIfAny("message", fault.Message)
                    .AddIfAny("run", fault.Run)
                    .AddIfAny("contentType", fault.ContentType)
                    .AddIfAny("messageId", fault.MessageId),
                ["$addToSet"] = new BsonDocument("history", new BsonDocument("$each", new BsonArray(fault.History.Select(Write)))),
            },
            cancellation),
        cancellation);

    public async Task<Fault?> FindAsync(string id, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Faults, new("_id", id), cancellation) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<Fault>> ListAsync(FaultQuery query, FaultKey? after, int most, CancellationToken cancellation)
    {
        var filter = new BsonDocument().AddIfAny("state", query.State?.ToString()).AddIfAny("code", query.Code)
            .AddIfAny("queue", query.Queue);
        return await store.ListAsync(
            MongoNames.Faults,
            after is null ? filter : filter.After(-1, new("at", after.At.ToBson()), new("_id", after.Id)),
            new() { ["at"] = -1, ["_id"] = -1 },
            most,
            Read,
            cancellation);
    }

    public Task<bool> CloseAsync(string id, int seen, FaultState state, FaultEvent by, CancellationToken cancellation)
    {
        if (state == FaultState.Open)
            throw new ArgumentException("A fault is not closed by being open.", nameof(state));

        return store.RunAsync(
            async () =>
            {
                var closed = await store.Collection(MongoNames.Faults).UpdateOneAsync(
                    new BsonDocument { ["_id"] = id, ["state"] = nameof(FaultState.Open), ["history"] = new BsonDocument("$size", seen) },
                    new BsonDocument
                    {
                        ["$set"] = new BsonDocument("state", state.ToString()),
                        ["$push"] = new BsonDocument("history", Write(by)),
                    },
                    cancellationToken: cancellation);
                return closed.MatchedCount == 1;
            },
            cancellation);
    }

    private static BsonDocument Write(FaultEvent entry) => new()
    {
        ["at"] = entry.At.ToBson(),
        ["what"] = entry.What,
        ["worker"] = entry.Worker,
        ["text"] = entry.Text,
    };

    private static Fault Read(BsonDocument row) => new(
        row.GetString("_id"), row.GetString("queue"), row.GetStringOrNull("message"), row.GetStringOrNull("run"),
        RunError.OfStored(row.GetStringOrNull("kind"), row.GetString("code"), row.GetString("reason"), row.GetString("remedy")),
        row.GetString("details"),
        row.GetStringOrNull("contentType"),
        row.GetStringOrNull("messageId"), row.GetBytes("body"), row["bodyBytes"].ToInt64(), Enum.Parse<FaultState>(row.GetString("state")),
        row.GetTime("at"),
        [.. row["history"].AsBsonArray.Select(entry => ReadEvent(entry.AsBsonDocument)).OrderBy(entry => entry.At)]);

    private static FaultEvent ReadEvent(BsonDocument row) =>
        new(row.GetTime("at"), row.GetString("what"), row.GetString("worker"), row.GetString("text"));
}
