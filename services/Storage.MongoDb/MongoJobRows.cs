using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

/// <summary>Jobs with their state, as documents.</summary>
internal static class MongoJobRows
{
    /// <summary>What a new definition changes.</summary>
    public static BsonDocument Write(JobVersion version, JobState state) => new()
    {
        ["version"] = version.Number,
        ["definition"] = version.Definition,
        ["state"] = Write(state),
    };

    /// <summary>Without the moment it is looked at and the epoch, which have fields of their own.</summary>
    public static BsonDocument Write(JobState state) => new BsonDocument
    {
        ["failures"] = state.Failures,
        ["started"] = state.Started,
        ["pending"] = new BsonArray(state.Pending.Select(Write)),
        ["memory"] = new BsonArray(state.Memory.Select(Write)),
    }.AddIfAny("plannedTo", state.PlannedTo).AddIfAny("scheduledTo", state.ScheduledTo).AddIfAny("countsFrom", state.CountsFrom)
        .AddRange(state.Paused is { } pause ? new BsonDocument("paused", Write(pause)) : []);

    public static Job Read(BsonDocument row)
    {
        var state = row.GetDocument("state");
        return new(
            row.GetString("_id"), row["version"].ToInt32(), row.GetString("definition"),
            new(
                state.GetTimeOrNull("plannedTo"), state.GetTimeOrNull("scheduledTo"), row.GetTimeOrNull("looksAt"),
                state.TryGetValue("paused", out var pause) ? ReadPause(pause.AsBsonDocument) : null, state["failures"].ToInt32(),
                state["started"].ToInt32(), row["epoch"].ToInt64(), state.GetTimeOrNull("countsFrom"))
            {
                Pending = [.. state["pending"].AsBsonArray.Select(trigger => ReadPending(trigger.AsBsonDocument))],
                Memory = [.. state["memory"].AsBsonArray.Select(memory => ReadMemory(memory.AsBsonDocument))],
            },
            row["revision"].ToInt64());
    }

    private static BsonDocument Write(JobPause pause) => new BsonDocument
    {
        ["since"] = pause.Since.ToBson(),
        ["by"] = pause.By,
        ["reason"] = pause.Reason,
    }.AddIfAny("until", pause.Until);

    private static JobPause ReadPause(BsonDocument row) =>
        new(row.GetTime("since"), row.GetString("by"), row.GetString("reason"), row.GetTimeOrNull("until"));

    private static BsonDocument Write(PendingTrigger trigger) => new BsonDocument
    {
        ["trigger"] = trigger.Trigger,
        ["token"] = trigger.Token,
        ["since"] = trigger.Since.ToBson(),
        ["notBefore"] = trigger.NotBefore.ToBson(),
        ["kinds"] = new BsonArray(trigger.Kinds),
        ["why"] = trigger.Why,
    }.AddIfAny("from", trigger.From).AddIfAny("to", trigger.To);

    private static PendingTrigger ReadPending(BsonDocument row) => new(
        row["trigger"].ToInt32(), row.GetString("token"), row.GetTime("since"), row.GetTime("notBefore"), row.GetTimeOrNull("from"),
        row.GetTimeOrNull("to"), [.. row["kinds"].AsBsonArray.Select(kind => kind.AsString)], row.GetString("why"));

    private static BsonDocument Write(TriggerMemory memory) => new BsonDocument
    {
        ["trigger"] = memory.Trigger,
        ["seen"] = new BsonArray(memory.Seen),
    }.AddIfAny("startedAt", memory.StartedAt).AddIfAny("mark", memory.Mark);

    private static TriggerMemory ReadMemory(BsonDocument row) =>
        new(row["trigger"].ToInt32(), row.GetTimeOrNull("startedAt"), row.GetStringOrNull("mark"))
        {
            Seen = [.. row["seen"].AsBsonArray.Select(seen => seen.AsString)],
        };
}
