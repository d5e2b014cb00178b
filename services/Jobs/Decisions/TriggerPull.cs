using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Something happened that triggers of jobs may listen to.</summary>
/// <param name="Event">Tells it from all others: the same one pulls a trigger once.</param>
public abstract record TriggerPull(string Event);

/// <summary>Records were stored.</summary>
/// <param name="Run">Of the ingestion.</param>
/// <param name="Kinds">Kinds of which any record is new or another than before.</param>
/// <param name="From">Time of the earliest record; null when none has a time.</param>
/// <param name="To">Time of the latest record; null when none has a time.</param>
public sealed record DataCame(string Run, string Dataset, IReadOnlyList<string> Kinds, DateTime? From, DateTime? To) : TriggerPull(Run);

/// <summary>(From, Point] of a data set can be scored.</summary>
public sealed record GridPointCame(string Dataset, DateTime From, DateTime Point)
    : TriggerPull($"{Dataset}-{JobRunIds.Stamp(Point)}");

/// <summary>A version of a model became champion.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="At">When; up to there the job's trigger has looked then.</param>
public sealed record ModelCame(string Model, int Version, DateTime At)
    : TriggerPull($"{Model}@{Version}-{JobRunIds.Stamp(At)}");

/// <summary>A run of a job has ended.</summary>
/// <param name="From">Its interval is (From, To]; null when it has none.</param>
public sealed record JobRunCame(string JobRun, string Job, JobRunState Outcome, DateTime? From, DateTime? To) : TriggerPull(JobRun);
