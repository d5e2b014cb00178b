namespace Presage.Storage.MongoDb;

/// <summary>
/// The rules of every collection. Documents may have more fields than are named here, so that a later version can add some.
/// </summary>
internal static class MongoRules
{
    private const string Row =
        "_id:string results:string machine:string time:date revision:number probabilities:numbers thresholds:numbers decision:string? "
            + "reasons:array? model:string version:number run:string featureRevision:string";

    public static IReadOnlyList<MongoRule> All { get; } =
    [
        MongoRule.Of(
            MongoNames.DataSets, "_id:string scenarioName:string scenario:string scenarioHash:string createdAt:date deleting:bool? "
                + "earlier:array?"),
        MongoRule.Of(
            MongoNames.Machines, "_id:string dataset:string machine:string attributes:texts facts:array? revision:number? retracted:bool?",
            "dataset machine"),
        MongoRule.Of(
            MongoNames.TelemetryPeriods, "_id:string milliseconds:number"),

        // The index answers how far readings reach without touching a block.
        MongoRule.Of(
            MongoNames.Telemetry,
            "_id:string dataset:string machine:string start:date end:date first:date last:date readings:number revision:number "
                + "format:number rows:number? unit:number? times:binData known:binData files:binData? values:array history:binData? "
                + "latest:date? checksum:number",
            "dataset machine start first last readings"),
        MongoRule.Of(
            MongoNames.Events,
            "_id:string dataset:string machine:string kind:error|maintenance|failure time:date fine:number? code:string "
                + "known:date file:number? also:array? retracted:date? before:array?",
            "dataset machine kind time"),
        MongoRule.Of(
            MongoNames.Quarantine,
            "_id:string run:string dataset:string source:string file:string line:number reason:string text:string",
            "run file line", "dataset source reason", "dataset run file line"),
        MongoRule.Of(
            MongoNames.Runs,
            "_id:string kind:string dataset:string key:string request:string startedAt:date state:Running|Succeeded|Failed|Cancelled "
                + "retries:number added:objectId from:date? to:date? endedAt:date? resumedAt:date? result:string? plan:string? "
                    + "error:object? deleting:bool?",
            "-startedAt -_id", "kind -startedAt -_id", "state -startedAt -_id", "dataset -startedAt -_id", "key state"),
        MongoRule.Of(
            MongoNames.Stages,
            "_id:string run:string stage:string slices:number plannedAt:date added:objectId done:number rows:number revision:number "
                + "finished:numbers takenBack:object parts:number?",
            "run"),
        MongoRule.Of(
            MongoNames.StageParts,
            "_id:string run:string stage:string part:number done:number rows:number revision:number finished:numbers takenBack:object",
            "run stage"),
        MongoRule.Of(
            MongoNames.Slices,
            "_id:string run:string stage:string slice:number attempt:number worker:string startedAt:date endedAt:date "
                + "rows:number result:string?",
            "run stage", "run -endedAt"),
        MongoRule.Of(
            MongoNames.SliceAttempts, "_id:string run:string stage:string slice:number attempt:number worker:string startedAt:date",
            "run stage", "run -startedAt"),
        MongoRule.Of(
            MongoNames.Wakes, "_id:string run:string number:number at:date why:string", "run"),
        MongoRule.Of(
            MongoNames.Workers,
            "_id:string service:string version:string state:string since:date seenAt:date skew:number? slice:object? planning:object?"),
        MongoRule.Of(
            MongoNames.FeatureParts, "_id:string run:string slice:number artifact:object", "run"),
        MongoRule.Of(
            MongoNames.Models,
            "_id:string name:string number:number lineageKey:string sha256:string algorithm:string preset:string dataset:string run:string "
                + "createdAt:date lineage:any metrics:any thresholds:numbers lineageText:string metricsText:string artifact:object",
            "name number"),
        MongoRule.Of(
            MongoNames.Registry, "_id:string revision:number lineages:array promotions:array deleted:array?"),
        MongoRule.Of(
            MongoNames.ResultSets,
            "_id:string dataset:string components:array horizonHours:number horizon:number createdAt:date form:number? "
                + "models:array? deleting:bool?"),
        MongoRule.Of(
            MongoNames.Predictions, Row, "results machine time"),
        MongoRule.Of(
            MongoNames.PredictionSeries, "_id:string results:string machine:string latest:date", "results machine"),
        MongoRule.Of(
            MongoNames.PredictionRevisions, Row, "results machine time"),
        MongoRule.Of(
            MongoNames.Alarms,
            "_id:string results:string machine:string alarm:string component:string time:date probability:number threshold:number "
                + "reasons:array run:string ended:date?",
            "results machine time", "results -time -alarm", "-time -alarm", "alarm"),
        MongoRule.Of(
            MongoNames.Faults,
            "_id:string queue:string code:string reason:string remedy:string details:string state:Open|Redriven|Discarded at:date "
                + "body:binData bodyBytes:number history:array kind:string? message:string? run:string? "
                    + "contentType:string? messageId:string?",
            "state -at"),
        MongoRule.Of(MongoNames.Cuts, "_id:string kind:string name:string until:date at:date deleted:number"),
        MongoRule.Of(MongoNames.DeletedRuns, "_id:string at:date"),
        MongoRule.Of(
            MongoNames.Jobs,
            "_id:string version:number definition:string state:object looksAt:date? epoch:number revision:number writes:object? "
                + "deleting:bool?",
            "looksAt"),
        MongoRule.Of(
            MongoNames.JobVersions, "_id:string job:string number:number definition:string at:date by:string", "job -number"),
        MongoRule.Of(
            MongoNames.Occurrences,
            "_id:string job:string nominal:date outcome:Started|Buffered|Merged|Skipped|Missed|Moved|Excluded why:string version:number "
                + "plannedAt:date changedAt:date revision:number from:date? to:date? run:string? notBefore:date? remark:string?",
            "job -nominal", "job outcome -nominal"),
        MongoRule.Of(MongoNames.Overdue, "_id:string job:string nominal:date at:date", "job nominal"),
        MongoRule.Of(
            MongoNames.JobEvaluations, "_id:string job:string id:string trigger:number at:date what:string why:string run:string?",
            "job -id"),
        MongoRule.Of(MongoNames.JobEntries, "_id:string job:string id:string at:date what:string by:string text:string", "job -id"),
        MongoRule.Of(
            MongoNames.JobRuns,
            "_id:string job:string version:number cause:string why:string parameters:texts createdAt:date "
                + "state:Running|Succeeded|Failed|Cancelled steps:array bulk:bool repairs:number epoch:number revision:number "
                    + "nominal:date? from:date? to:date? endedAt:date? looksAt:date? cancel:string? untold:date?",
            "-createdAt -_id", "job -createdAt -_id", "state -createdAt -_id", "job state createdAt", "looksAt", "untold"),
        MongoRule.Of(MongoNames.Leases, "_id:string holder:string epoch:number until:date"),
        MongoRule.Of(
            MongoNames.Backfills,
            "_id:string job:string plan:string from:date to:date select:string version:number by:string startedAt:date "
                + "state:Running|Paused|Cancelled|Done intervals:array atOnce:number epoch:number revision:number steps:array? "
                    + "endedAt:date? why:string?",
            "job -startedAt", "state startedAt"),
        MongoRule.Of(MongoNames.Calendars, "_id:string definition:string at:date by:string"),
        MongoRule.Of(MongoNames.Connections, "_id:string kind:string definition:string at:date by:string stopped:string?"),
        MongoRule.Of(
            MongoNames.Deliveries,
            "_id:string connection:string type:string subject:string event:string createdAt:date "
                + "state:Waiting|Delivered|Failed|Discarded attempts:number revision:number nextAt:date? answer:string? endedAt:date?",
            "-createdAt -_id", "connection -createdAt -_id", "state -createdAt -_id", "nextAt"),
        MongoRule.Of(MongoNames.DeletedJobs, "_id:string at:date"),
        MongoRule.Of(MongoNames.Turns, "_id:string holder:objectId beats:number"),
        MongoRule.OfGridFS($"{MongoNames.FeatureFiles}.files", "filename uploadDate", unique: false),
        MongoRule.OfGridFS($"{MongoNames.FeatureFiles}.chunks", "files_id n", unique: true),
        MongoRule.OfGridFS($"{MongoNames.ModelFiles}.files", "filename uploadDate", unique: false),
        MongoRule.OfGridFS($"{MongoNames.ModelFiles}.chunks", "files_id n", unique: true),
    ];
}
