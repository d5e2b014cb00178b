namespace Presage.Storage.MongoDb;

/// <summary>Names of the collections.</summary>
internal static class MongoNames
{
    public const string Alarms = "alarms";
    public const string Backfills = "backfills";
    public const string Calendars = "calendars";
    public const string Connections = "connections";

    /// <summary>Up to when records were deleted since they were old.</summary>
    public const string Cuts = "cuts";
    public const string DataSets = "datasets";

    public const string DeletedJobs = "deleted_jobs";

    /// <summary>Runs that were deleted not long ago.</summary>
    public const string DeletedRuns = "deleted_runs";

    public const string Deliveries = "deliveries";
    public const string Events = "events";
    public const string Faults = "faults";
    public const string FeatureParts = "feature_parts";
    public const string JobEntries = "job_entries";
    public const string JobEvaluations = "job_evaluations";
    public const string JobRuns = "job_runs";

    /// <summary>One document a job: its present definition, its state, and what was committed and is not written elsewhere yet.</summary>
    public const string Jobs = "jobs";
    public const string JobVersions = "job_versions";
    public const string Leases = "leases";
    public const string Machines = "machines";
    public const string Models = "models";

    /// <summary>One document a model name: which lineage has which number, and every promotion.</summary>
    public const string Registry = "registry";
    public const string Occurrences = "occurrences";

    /// <summary>Intervals that were found to be overdue.</summary>
    public const string Overdue = "overdue";
    public const string Predictions = "predictions";

    /// <summary>One document a machine of a result set: how far its rows reach.</summary>
    public const string PredictionSeries = "prediction_series";
    public const string PredictionRevisions = "prediction_revisions";
    public const string Quarantine = "quarantine";
    public const string ResultSets = "result_sets";
    public const string Runs = "runs";
    public const string Schema = "schema";
    public const string SliceAttempts = "slice_attempts";
    public const string Slices = "slices";
    public const string Stages = "stages";

    /// <summary>What the document of a stage has, for slices that are too many for it.</summary>
    public const string StageParts = "stage_parts";
    public const string Telemetry = "telemetry";
    public const string TelemetryPeriods = "telemetry_periods";

    /// <summary>What one process at a time is at.</summary>
    public const string Turns = "turns";
    public const string Wakes = "wakes";
    public const string Workers = "workers";

    /// <summary>Buckets of GridFS, each with a collection <c>.files</c> and a collection <c>.chunks</c>.</summary>
    public const string FeatureFiles = "feature_files";
    public const string ModelFiles = "model_files";
}
