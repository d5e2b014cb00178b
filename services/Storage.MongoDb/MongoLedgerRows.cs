using System.Globalization;
using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

/// <summary>What belongs to a job, as documents.</summary>
internal static class MongoLedgerRows
{
    public static string IdOf(string job, DateTime nominal) => MongoIds.Of(job, MongoIds.Time(nominal));

    public static BsonDocument Write(JobVersion version) => new()
    {
        ["_id"] = MongoIds.Of(version.Job, version.Number.ToString(CultureInfo.InvariantCulture)),
        ["job"] = version.Job,
        ["number"] = version.Number,
        ["definition"] = version.Definition,
        ["at"] = version.At.ToBson(),
        ["by"] = version.By,
    };

    public static JobVersion ReadVersion(BsonDocument row) => new(
        row.GetString("job"), row["number"].ToInt32(), row.GetString("definition"), row.GetTime("at"), row.GetString("by"));

    /// <param name="revision">Of the job with which the row is committed: a later one is never replaced by an earlier one.</param>
    public static BsonDocument Write(Occurrence row, long revision) => new BsonDocument
    {
        ["_id"] = IdOf(row.Job, row.Nominal),
        ["job"] = row.Job,
        ["nominal"] = row.Nominal.ToBson(),
        ["outcome"] = row.Outcome.ToString(),
        ["why"] = row.Why,
        ["version"] = row.Version,
        ["plannedAt"] = row.PlannedAt.ToBson(),
        ["changedAt"] = row.ChangedAt.ToBson(),
        ["revision"] = revision,
    }.AddIfAny("from", row.From).AddIfAny("to", row.To).AddIfAny("run", row.Run).AddIfAny("notBefore", row.NotBefore)
        .AddIfAny("remark", row.Remark);

    public static Occurrence ReadOccurrence(BsonDocument row) => new(
        row.GetString("job"), row.GetTime("nominal"), row.GetTimeOrNull("from"), row.GetTimeOrNull("to"),
        Enum.Parse<OccurrenceOutcome>(row.GetString("outcome")), row.GetString("why"), row["version"].ToInt32(), row.GetTime("plannedAt"),
        row.GetTime("changedAt"), row.GetStringOrNull("run"), row.GetTimeOrNull("notBefore"), row.GetStringOrNull("remark"));

    public static BsonDocument Write(TriggerEvaluation evaluation) => new BsonDocument
    {
        ["_id"] = MongoIds.Of(evaluation.Job, evaluation.Id),
        ["job"] = evaluation.Job,
        ["id"] = evaluation.Id,
        ["trigger"] = evaluation.Trigger,
        ["at"] = evaluation.At.ToBson(),
        ["what"] = evaluation.What,
        ["why"] = evaluation.Why,
    }.AddIfAny("run", evaluation.Run);

    public static TriggerEvaluation ReadEvaluation(BsonDocument row) => new(
        row.GetString("job"), row.GetString("id"), row["trigger"].ToInt32(), row.GetTime("at"), row.GetString("what"), row.GetString("why"),
        row.GetStringOrNull("run"));

    public static BsonDocument Write(JobEntry entry) => new()
    {
        ["_id"] = MongoIds.Of(entry.Job, entry.Id),
        ["job"] = entry.Job,
        ["id"] = entry.Id,
        ["at"] = entry.At.ToBson(),
        ["what"] = entry.What,
        ["by"] = entry.By,
        ["text"] = entry.Text,
    };

    public static JobEntry ReadEntry(BsonDocument row) => new(
        row.GetString("job"), row.GetString("id"), row.GetTime("at"), row.GetString("what"), row.GetString("by"), row.GetString("text"));
}
