namespace Presage.Storage;

/// <summary>Intervals of the past that were asked for once more.</summary>
public interface IBackfills
{
    /// <summary>Adds a backfill unless its id is there; returns the stored one.</summary>
    /// <exception cref="Engine.PresageException"><c>backfill-too-large</c>, <c>unknown-job</c>, <c>being-deleted</c>.</exception>
    Task<Backfill> AddAsync(Backfill backfill, CancellationToken cancellation);

    Task<Backfill?> FindAsync(string job, string id, CancellationToken cancellation);

    /// <summary>Of a job, the latest first; of all jobs when it is null.</summary>
    Task<IReadOnlyList<Backfill>> ListAsync(string? job, CancellationToken cancellation);

    /// <summary>Those that are running.</summary>
    Task<IReadOnlyList<Backfill>> ActiveAsync(CancellationToken cancellation);

    /// <summary>Stores a backfill if it still has the revision that was decided from.</summary>
    /// <returns>The backfill as it is now; null when it was changed meanwhile, or the lease is another's.</returns>
    Task<Backfill?> CommitAsync(Backfill backfill, Lease? lease, CancellationToken cancellation);
}

/// <param name="Id">Hash of the plan.</param>
/// <param name="Select">missing, failed, stale or all.</param>
/// <param name="Steps">Names of the steps that are done; null for all.</param>
/// <param name="AtOnce">Most of its job runs at a time.</param>
public sealed record Backfill(
    string Job, string Id, DateTime From, DateTime To, string Select, IReadOnlyList<string>? Steps, int Version, string By,
    DateTime StartedAt, BackfillState State, IReadOnlyList<BackfillInterval> Intervals, int AtOnce = 1, DateTime? EndedAt = null,
    string? Why = null, long Epoch = 0, long Revision = 0)
{
    /// <summary>Most intervals of one backfill, which is stored as a whole.</summary>
    public const int MostIntervals = 10_000;
}

public enum BackfillState
{
    Running,
    Paused,
    Cancelled,
    Done,
}

/// <param name="Reason">Why it was selected, one sentence.</param>
/// <param name="Run">The job run; null before it is begun.</param>
/// <param name="State">Null before its job run has ended.</param>
public sealed record BackfillInterval(
    DateTime Nominal, DateTime From, DateTime To, string Reason, string? Run = null, JobRunState? State = null);
