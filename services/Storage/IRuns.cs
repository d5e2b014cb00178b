using System.Globalization;
using Presage.Engine;

namespace Presage.Storage;

/// <summary>The run ledger: what was asked for, how far it is, how it ended.</summary>
public interface IRuns
{
    /// <summary>Adds the run unless its id is there; returns the stored one.</summary>
    /// <exception cref="Engine.PresageException"><c>being-deleted</c>.</exception>
    Task<Run> StartAsync(Run run, CancellationToken cancellation);

    Task<Run?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Stores what the request was resolved to, unless the run has a plan; returns the stored one.</summary>
    /// <exception cref="InvalidOperationException">There is no such run.</exception>
    Task<string> PinAsync(string id, string plan, CancellationToken cancellation);

    /// <summary>The latest run with this idempotency key that is still running, or null.</summary>
    Task<Run?> FindUnfinishedAsync(string key, CancellationToken cancellation);

    /// <summary>The runs that are running, the earliest first.</summary>
    Task<IReadOnlyList<Run>> UnfinishedAsync(CancellationToken cancellation);

    /// <summary>The run with this idempotency key that succeeded last, or null.</summary>
    Task<Run?> FindSucceededAsync(string key, CancellationToken cancellation);

    /// <summary>A page of the runs that fit the query, the latest first.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<Run>> ListAsync(RunQuery query, RunKey? after, int most, CancellationToken cancellation);

    /// <summary>Ends a running run; one that has ended stays as it is. Returns whether this call ended it.</summary>
    Task<bool> EndAsync(string id, RunState state, string? result, RunError? error, DateTime at, CancellationToken cancellation);

    /// <summary>
    /// Sets a run that failed or was cancelled running again, without error and end, and takes slices of a stage back: they count as not
    /// done, whether they were or not, and what is still at work on them from before completes nothing (<see cref="CompleteSliceAsync"/>).
    /// Attempts are counted on. Returns whether this call reopened the run; if not, nothing is changed.
    /// </summary>
    /// <remarks>
    /// Nobody may see a running run whose slices are still to be taken back. A provider without transactions over several documents takes
    /// the slices back first, each only once for a number of retries, and sets the state last, if the number of retries is still the one
    /// that it began with. After a crash in between the run has still ended, with fewer slices done than it had; reopening it again leads
    /// to the same.
    /// </remarks>
    Task<bool> ReopenAsync(string id, string stage, IReadOnlyCollection<int> slices, DateTime at, CancellationToken cancellation);

    /// <summary>Adds the stage unless it is there; returns the stored number of slices.</summary>
    Task<int> PlanStageAsync(string run, string stage, int slices, DateTime at, CancellationToken cancellation);

    /// <summary>
    /// Records a finished slice; a second record of the same slice changes nothing, nor does one of an attempt that was begun before the
    /// slice was taken back (<see cref="ReopenAsync"/>). Returns how far the stage is now.
    /// </summary>
    /// <exception cref="InvalidOperationException">The stage is not planned; nothing is recorded.</exception>
    Task<StageProgress> CompleteSliceAsync(string run, string stage, SliceRecord slice, CancellationToken cancellation);

    Task<bool> IsSliceDoneAsync(string run, string stage, int slice, CancellationToken cancellation);

    /// <summary>Null when the stage is not planned.</summary>
    Task<StageProgress?> ProgressAsync(string run, string stage, CancellationToken cancellation);

    /// <summary>In the order they were planned.</summary>
    Task<IReadOnlyList<StageProgress>> StagesAsync(string run, CancellationToken cancellation);

    /// <summary>Finished slices of a stage by number.</summary>
    Task<IReadOnlyList<SliceRecord>> SlicesAsync(string run, string stage, CancellationToken cancellation);

    /// <summary>When something last happened in a run.</summary>
    Task<RunActivity> ActivityAsync(string run, CancellationToken cancellation);

    /// <summary>What a run has left behind, also one that is being deleted.</summary>
    Task<RunCounts> CountAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Deletes a run that has ended, with its stages, slices, attempts, wakes and feature rows; what it made of them stays. Nobody sees it
    /// from the beginning on. One that was interrupted goes on when it is given again.
    /// </summary>
    /// <returns>What was still there; null when there is no such run.</returns>
    /// <exception cref="Engine.PresageException"><c>run-not-ended</c>.</exception>
    Task<RunCounts?> DeleteAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Whether a deletion was begun, or was completed not longer ago than <see cref="Run.DeletedIsKnownFor"/>: what still comes for the
    /// run is late.
    /// </summary>
    Task<bool> WasDeletedAsync(string id, CancellationToken cancellation);

    /// <summary>Whether a deletion was begun and is not complete.</summary>
    Task<bool> IsBeingDeletedAsync(string id, CancellationToken cancellation);

    /// <summary>Runs whose deletion was begun and is not complete, by id.</summary>
    /// <param name="dataset">Null for those of every data set.</param>
    Task<IReadOnlyList<string>> BeingDeletedAsync(string? dataset, CancellationToken cancellation);
}

public enum RunState
{
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <param name="Kind">ingest, features, train, score, evaluate or retract.</param>
/// <param name="Key">Idempotency key: the same request has the same key.</param>
/// <param name="Request">The message that started the run, as JSON.</param>
/// <param name="From">Logical time interval (From, To]; null when the run has none.</param>
/// <param name="Result">The command line's JSON document, when the run succeeded.</param>
/// <param name="Plan">What the request was resolved to, as JSON; set once.</param>
/// <param name="Retries">How often it was set running again after it had failed or was cancelled.</param>
/// <param name="ResumedAt">When it was last set running again.</param>
public sealed record Run(
    string Id, string Kind, string Dataset, string Key, string Request, DateTime? From, DateTime? To, DateTime StartedAt,
    RunState State = RunState.Running, DateTime? EndedAt = null, string? Result = null, RunError? Error = null, string? Plan = null,
    int Retries = 0, DateTime? ResumedAt = null)
{
    /// <summary>How long a run that was deleted is known as such: longer than any message of it can still be on its way.</summary>
    public static readonly TimeSpan DeletedIsKnownFor = TimeSpan.FromDays(90);

    /// <summary>
    /// Name of the run's feature rows. Each retry has rows of its own: what still writes or deletes those of an earlier try does no harm to
    /// the present ones.
    /// </summary>
    public string FeatureSet => FeatureSetOf(Retries);

    public RunKey Place => new(StartedAt, Id);

    public string FeatureSetOf(int retries) => FeatureSetOf(Id, retries);

    public static string FeatureSetOf(string run, int retries) =>
        retries == 0 ? run : string.Create(CultureInfo.InvariantCulture, $"{run}+{retries}");
}

/// <summary>What runs are asked for; null fits all. Times are of their start: From &lt; time &lt;= To.</summary>
public sealed record RunQuery(
    string? Kind = null, RunState? State = null, string? Dataset = null, DateTime? From = null, DateTime? To = null);

/// <summary>Place of a run in the list of all, the latest first.</summary>
public sealed record RunKey(DateTime StartedAt, string Id);

/// <param name="FeatureParts">Slices of feature rows that nobody has released.</param>
public sealed record RunCounts(int Stages, long Slices, long FeatureParts);

/// <summary>Why a run, or a message, has failed.</summary>
public sealed record RunError(ErrorKind Kind, string Code, string Message, string Remedy)
{
    /// <summary>An error as it is stored; what was stored before errors had a kind has the one that its code tells.</summary>
    public static RunError OfStored(string? kind, string code, string message, string remedy) =>
        new(Enum.TryParse<ErrorKind>(kind, out var known) ? known : KindOf(code), code, message, remedy);

    private static ErrorKind KindOf(string code) => code switch
    {
        "cancelled" or "features-gone" or "model-does-not-fit" => ErrorKind.Conflict,
        "internal-error" or "given-up" or "stuck" => ErrorKind.Internal,
        "store-busy" => ErrorKind.Busy,
        "store-unreachable" or "store-full" => ErrorKind.Unavailable,
        _ when code.StartsWith("unknown-", StringComparison.Ordinal) => ErrorKind.NotFound,
        _ when code.StartsWith("damaged-", StringComparison.Ordinal) => ErrorKind.Damaged,
        _ => ErrorKind.Invalid,
    };
}

/// <param name="Result">What the slice has to say to the stage's end, as JSON.</param>
public sealed record SliceRecord(
    int Slice, string Worker, int Attempt, DateTime StartedAt, DateTime EndedAt, long Rows, string? Result = null);

public sealed record StageProgress(string Stage, int Slices, int Done, long Rows)
{
    public bool IsComplete => Done >= Slices;
}

/// <param name="PlannedAt">Of the latest stage.</param>
/// <param name="DoneAt">Of the latest slice that was finished.</param>
/// <param name="BegunAt">Of the latest slice that a worker took up.</param>
public sealed record RunActivity(DateTime? PlannedAt, DateTime? DoneAt, DateTime? BegunAt);
