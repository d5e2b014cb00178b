using System.Collections.ObjectModel;

namespace Presage.Storage;

/// <summary>Executions of jobs, each for one interval, with their steps.</summary>
public interface IJobRuns
{
    /// <summary>Adds a job run unless its id is there; returns the stored one.</summary>
    /// <exception cref="Engine.PresageException">
    /// <c>unknown-job</c>, <c>being-deleted</c>; <c>run-id-taken</c>: another job has a run of the id.
    /// </exception>
    Task<JobRun> AddAsync(JobRun run, CancellationToken cancellation);

    Task<JobRun?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>The latest first.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<JobRun>> ListAsync(JobRunQuery query, JobRunKey? after, int most, CancellationToken cancellation);

    /// <summary>Those of a job that have not ended, the earliest first.</summary>
    Task<IReadOnlyList<JobRun>> ActiveAsync(string job, CancellationToken cancellation);

    /// <summary>Job runs that are to be looked at by a moment, the longest overdue first.</summary>
    Task<IReadOnlyList<JobRun>> DueAsync(DateTime at, int most, CancellationToken cancellation);

    /// <summary>Has a job run looked at no later than a moment; one that has ended stays as it is.</summary>
    Task TouchAsync(string id, DateTime at, CancellationToken cancellation);

    /// <summary>
    /// Stores a job run with its steps if it still has the revision that was decided from. When it has ended by that, its job is touched.
    /// </summary>
    /// <param name="lease">Whose decision it is; null for a person's.</param>
    /// <returns>The job run as it is now; null when it was changed meanwhile, or the lease is another's.</returns>
    Task<JobRun?> CommitAsync(JobRun run, Lease? lease, CancellationToken cancellation);
}

/// <summary>A job, executed for one interval.</summary>
/// <param name="Id">
/// <c>JOB-NOMINAL</c> of a schedule or a trigger, backfilled <c>JOB-NOMINAL.b-HASH</c>, by hand or by a message <c>JOB-TOKEN</c>.
/// </param>
/// <param name="Version">Of the job's definition.</param>
/// <param name="Cause">schedule, trigger, person, message, job or backfill.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Nominal">Null when no nominal time has started it.</param>
/// <param name="From">Its interval is (From, To]; null when it has none.</param>
/// <param name="Parameters">Values by name, as text.</param>
/// <param name="IsBulk">Whether its work waits behind that of others.</param>
/// <param name="LooksAt">When it is to be looked at next; null once it has ended, and all who are to know of it were told.</param>
/// <param name="Repairs">How often it was repaired.</param>
/// <param name="Epoch">Of the last lease under which it was committed.</param>
/// <param name="Cancel">
/// Who wants its end and why, one sentence; null while nobody does. It is <see cref="JobRunState.Running"/> until what it does has ended.
/// </param>
public sealed record JobRun(
    string Id, string Job, int Version, string Cause, string Why, DateTime? Nominal, DateTime? From, DateTime? To,
    IReadOnlyDictionary<string, string> Parameters, DateTime CreatedAt, JobRunState State, IReadOnlyList<StepRun> Steps,
    bool IsBulk = false, DateTime? EndedAt = null, DateTime? LooksAt = null, int Repairs = 0, long Epoch = 0, long Revision = 0,
    string? Cancel = null)
{
    public JobRunKey Place => new(CreatedAt, Id);
}

public enum JobRunState
{
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>A step of a job run, or one item of a step that is done for each of a list.</summary>
/// <param name="Item">Null for a step that is done once.</param>
/// <param name="Attempt">From 1; 0 before it is first begun.</param>
/// <param name="Run">Id of what does it: a run of the ledger, or another job's run; null before it is begun.</param>
/// <param name="NotBefore">When the next attempt may begin; null for at once.</param>
/// <param name="Why">Why it stands as it stands, one sentence.</param>
/// <param name="Before">Number of attempts before the latest repair, which do not count among its retries.</param>
/// <param name="Outputs">What later steps can name, such as <c>results</c>, by name.</param>
/// <param name="Pins">What its first attempt has resolved and further ones keep, such as <c>model</c> and <c>as-of</c>.</param>
public sealed record StepRun(
    string Step, string? Item, StepState State, int Attempt = 0, string? Run = null, DateTime? StartedAt = null, DateTime? EndedAt = null,
    DateTime? NotBefore = null, string? Why = null, int Before = 0)
{
    public IReadOnlyDictionary<string, string> Outputs { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }

    public IReadOnlyDictionary<string, string> Pins { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }
}

public enum StepState
{
    /// <summary>Steps that it needs have not ended, or its turn has not come.</summary>
    Waiting,
    Running,
    Succeeded,
    Failed,

    /// <summary>What it needs has not ended as it asks for.</summary>
    Skipped,
    Cancelled,
}

/// <summary>What job runs are asked for; null fits all. Times are those of <see cref="JobRun.To"/>: From &lt; time &lt;= To.</summary>
public sealed record JobRunQuery(string? Job = null, JobRunState? State = null, DateTime? From = null, DateTime? To = null);

/// <summary>Place of a job run in the list of all, the latest first.</summary>
public sealed record JobRunKey(DateTime CreatedAt, string Id);
