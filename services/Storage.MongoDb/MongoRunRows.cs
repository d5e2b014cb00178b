using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

internal static class MongoRunRows
{
    public static BsonDocument Write(Run run)
    {
        var row = new BsonDocument
        {
            ["_id"] = run.Id,
            ["kind"] = run.Kind,
            ["dataset"] = run.Dataset,
            ["key"] = run.Key,
            ["request"] = run.Request,
            ["startedAt"] = run.StartedAt.ToBson(),
            ["state"] = run.State.ToString(),
            ["retries"] = run.Retries,

            // Ids of this kind ascend, which orders runs of one moment.
            ["added"] = ObjectId.GenerateNewId(),
        };
        row.AddIfAny("from", run.From).AddIfAny("to", run.To).AddIfAny("endedAt", run.EndedAt).AddIfAny("resumedAt", run.ResumedAt)
            .AddIfAny("result", run.Result).AddIfAny("plan", run.Plan);
        return run.Error is { } error ? row.Add("error", Write(error)) : row;
    }

    public static BsonDocument Write(RunError error) => new()
    {
        ["kind"] = error.Kind.ToString(),
        ["code"] = error.Code,
        ["message"] = error.Message,
        ["remedy"] = error.Remedy,
    };

    public static Run Read(BsonDocument row) => new(
        row.GetString("_id"), row.GetString("kind"), row.GetString("dataset"), row.GetString("key"), row.GetString("request"),
        row.GetTimeOrNull("from"),
        row.GetTimeOrNull("to"), row.GetTime("startedAt"), Enum.Parse<RunState>(row.GetString("state")), row.GetTimeOrNull("endedAt"),
        row.GetStringOrNull("result"), row.TryGetValue("error", out var error) ? ReadError(error.AsBsonDocument) : null,
        row.GetStringOrNull("plan"),
        row["retries"].ToInt32(), row.GetTimeOrNull("resumedAt"));

    private static RunError ReadError(BsonDocument row) =>
        RunError.OfStored(row.GetStringOrNull("kind"), row.GetString("code"), row.GetString("message"), row.GetString("remedy"));
}
