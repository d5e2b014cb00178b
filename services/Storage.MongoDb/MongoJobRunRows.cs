using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

/// <summary>Job runs as documents.</summary>
internal static class MongoJobRunRows
{
    /// <param name="revision">1 for a new one.</param>
    public static BsonDocument Write(JobRun run, long revision = 1) => new BsonDocument
    {
        ["_id"] = run.Id,
        ["job"] = run.Job,
        ["version"] = run.Version,
        ["cause"] = run.Cause,
        ["why"] = run.Why,
        ["parameters"] = Write(run.Parameters),
        ["createdAt"] = run.CreatedAt.ToBson(),
        ["state"] = run.State.ToString(),
        ["steps"] = new BsonArray(run.Steps.Select(Write)),
        ["bulk"] = run.IsBulk,
        ["repairs"] = run.Repairs,
        ["epoch"] = run.Epoch,
        ["revision"] = revision,
    }.AddIfAny("nominal", run.Nominal).AddIfAny("from", run.From).AddIfAny("to", run.To).AddIfAny("endedAt", run.EndedAt)
        .AddIfAny("looksAt", run.LooksAt).AddIfAny("cancel", run.Cancel);

    public static JobRun Read(BsonDocument row) => new(
        row.GetString("_id"), row.GetString("job"), row["version"].ToInt32(), row.GetString("cause"), row.GetString("why"),
        row.GetTimeOrNull("nominal"), row.GetTimeOrNull("from"), row.GetTimeOrNull("to"), ReadTexts(row, "parameters"),
        row.GetTime("createdAt"), StateOf(row), [.. row["steps"].AsBsonArray.Select(step => ReadStep(step.AsBsonDocument))],
        row["bulk"].ToBoolean(), row.GetTimeOrNull("endedAt"), row.GetTimeOrNull("looksAt"), row["repairs"].ToInt32(),
        row["epoch"].ToInt64(), row["revision"].ToInt64(), row.GetStringOrNull("cancel"));

    public static bool IsRunning(BsonDocument row) => StateOf(row) == JobRunState.Running;

    private static JobRunState StateOf(BsonDocument row) => Enum.Parse<JobRunState>(row.GetString("state"));

    private static BsonDocument Write(StepRun step) => new BsonDocument
    {
        ["step"] = step.Step,
        ["state"] = step.State.ToString(),
        ["attempt"] = step.Attempt,
        ["before"] = step.Before,
        ["outputs"] = Write(step.Outputs),
        ["pins"] = Write(step.Pins),
    }.AddIfAny("item", step.Item).AddIfAny("run", step.Run).AddIfAny("startedAt", step.StartedAt).AddIfAny("endedAt", step.EndedAt)
        .AddIfAny("notBefore", step.NotBefore).AddIfAny("why", step.Why);

    private static StepRun ReadStep(BsonDocument row) => new(
        row.GetString("step"), row.GetStringOrNull("item"), Enum.Parse<StepState>(row.GetString("state")), row["attempt"].ToInt32(),
        row.GetStringOrNull("run"), row.GetTimeOrNull("startedAt"), row.GetTimeOrNull("endedAt"), row.GetTimeOrNull("notBefore"),
        row.GetStringOrNull("why"), row["before"].ToInt32())
    {
        Outputs = ReadTexts(row, "outputs"),
        Pins = ReadTexts(row, "pins"),
    };

    private static BsonDocument Write(IReadOnlyDictionary<string, string> texts) =>
        new(texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => new BsonElement(text.Key, text.Value)));

    private static Dictionary<string, string> ReadTexts(BsonDocument row, string field) =>
        row.GetDocument(field).ToDictionary(text => text.Name, text => text.Value.AsString, StringComparer.Ordinal);
}
