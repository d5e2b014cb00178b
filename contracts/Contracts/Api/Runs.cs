using System.Text.Json;

namespace Presage.Contracts.Api;

/// <summary>What runs are asked for; null fits all. Times are of the start: From &lt; time &lt;= To.</summary>
/// <param name="Kind">ingest, features, train, score, evaluate or retract.</param>
/// <param name="State">running, succeeded, failed or cancelled.</param>
public sealed record RunFilter(
    string? Kind = null, string? State = null, string? Dataset = null, DateTime? From = null, DateTime? To = null);

/// <summary>Runs, the latest first.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record RunList(IReadOnlyList<RunSummary> Runs, string? Next = null);

/// <param name="Kind">ingest, features, train, score, evaluate or retract.</param>
/// <param name="State">running, succeeded, failed or cancelled.</param>
/// <param name="From">Interval (From, To] that it is about; null when it has none.</param>
/// <param name="Retries">How often it was set running again after it had failed or was cancelled.</param>
/// <param name="ResumedAt">When it was last set running again.</param>
/// <param name="Refused">Files that it refused, though it succeeded.</param>
public sealed record RunSummary(
    string Id, string Kind, string Dataset, string State, DateTime? From, DateTime? To, DateTime StartedAt, DateTime? EndedAt, int Retries,
    DateTime? ResumedAt, int Refused = 0);

/// <summary>A run with everything that is known of it.</summary>
/// <param name="Stages">In the order in which they were planned.</param>
/// <param name="Remaining">Null when it has ended, or none of its stages is being worked on.</param>
/// <param name="Wakes">When it stood still and was woken; null when it never was.</param>
/// <param name="Waiting">Why nobody works on it; null when somebody may, or it has ended.</param>
/// <param name="Request">The message that asked for it.</param>
/// <param name="Plan">What the request was resolved to.</param>
/// <param name="Result">What it says about itself: the result of its kind, such as <see cref="TrainResult"/>.</param>
/// <param name="Error">Why it failed or was cancelled.</param>
public sealed record RunDetails(
    RunSummary Run, IReadOnlyList<RunStage> Stages, IReadOnlyList<RunSlice> Slices, RemainingTime? Remaining,
    IReadOnlyList<RunAwakening>? Wakes, WaitingRun? Waiting, JsonElement? Request, JsonElement? Plan, JsonElement? Result,
    ErrorResult? Error);

public sealed record RunStage(string Stage, int Slices, int Done, long Rows)
{
    public bool IsComplete => Done >= Slices;
}

/// <summary>A slice of a run that a worker has taken up.</summary>
/// <param name="State">done; running; or unfinished, when the run has ended without it.</param>
/// <param name="Attempt">How often it was begun, over all deliveries of its message.</param>
public sealed record RunSlice(
    string Stage, int Slice, string State, int Attempt, string Worker, DateTime StartedAt, DateTime? EndedAt = null, long? Rows = null)
{
    public const string Done = "done";
    public const string Running = "running";
    public const string Unfinished = "unfinished";
}

/// <summary>How long a stage of a run still takes.</summary>
/// <param name="Seconds">Null while it cannot be told.</param>
/// <param name="Why">Why it cannot be told.</param>
public sealed record RemainingTime(string Stage, double? Seconds, string? Why = null);

/// <summary>A run that stood still was woken.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Why">What was missing, and who was to do it.</param>
public sealed record RunAwakening(int Number, DateTime At, string Why);

/// <summary>A run does not go on, and this is what it waits for.</summary>
/// <param name="Queues">Those that have messages and no consumers; none when the broker could not be asked.</param>
/// <param name="Why">In words.</param>
/// <param name="Reasons">What the words say, for programs: nobody-consumes, no-worker, not-in-store, broker-silent, broker-blocked.</param>
public sealed record WaitingRun(IReadOnlyList<WaitingQueue> Queues, string Why, IReadOnlyList<string>? Reasons = null);

/// <param name="Service">Whose processes take from the queue.</param>
public sealed record WaitingQueue(string Service, string Queue, long Messages);

/// <summary>How far a run is.</summary>
/// <param name="State">Null while nobody has taken it up yet.</param>
/// <param name="Remaining">Null where it was not asked for or cannot be told.</param>
/// <param name="Waiting">Null while it goes on; looked for only when it has stood still for a while.</param>
/// <param name="Planning">Null unless a stage has been planned for a while.</param>
public sealed record RunProgress(
    string Run, string? State, IReadOnlyList<RunStage> Stages, RemainingTime? Remaining = null, WaitingRun? Waiting = null,
    RunPlanning? Planning = null);

/// <summary>How far a worker is in planning a stage of a run.</summary>
/// <param name="What">What is counted, and what is done with it: slices planned, files opened, files tried.</param>
/// <param name="Of">0 while it is not known.</param>
public sealed record RunPlanning(string What, int Planned, int Of);

/// <summary>Work was asked for.</summary>
/// <param name="Run">Id of its run.</param>
/// <param name="TakenUp">Whether the same was asked for before and is not finished, so that it goes on.</param>
public sealed record StartedRun(string Run, string Kind, bool TakenUp = false);

/// <summary>Which runs are to be deleted: those named, or those that fit.</summary>
/// <param name="Runs">Ids; empty for all that fit the rest.</param>
/// <param name="OlderThanDays">Only those that ended longer ago.</param>
/// <param name="State">succeeded, failed or cancelled; null for all that have ended.</param>
public sealed record RunSelection(IReadOnlyList<string> Runs, double? OlderThanDays = null, string? State = null, string? Dataset = null);

/// <summary>Runs that go, or went, with what went with them. What they made (records, models, predictions) and
/// what they refused stays.</summary>
public sealed record RunDeletion(IReadOnlyList<DeletedRun> Runs)
{
    public long Slices => Runs.Sum(run => run.Slices);

    public long FeatureParts => Runs.Sum(run => run.FeatureParts);
}

/// <param name="FeatureParts">Parts of feature rows that nobody has taken away.</param>
/// <param name="Models">Versions whose lineage names it.</param>
/// <param name="Results">The result set that it wrote to.</param>
public sealed record DeletedRun(
    string Id, string Kind, string Dataset, string State, DateTime StartedAt, int Stages, long Slices, long FeatureParts,
    IReadOnlyList<string> Models, string? Results);
