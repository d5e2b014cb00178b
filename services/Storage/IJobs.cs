namespace Presage.Storage;

/// <summary>
/// Jobs with the ledger of their occurrences. Everything that is decided about a job is decided from one state of it and committed against
/// that state, so that of several processes that decide at once one wins and the others look again.
/// </summary>
public interface IJobs
{
    /// <summary>Adds a job, or puts a new definition in the place of the present one; its ledger goes on. Every version is kept.</summary>
    /// <param name="revision">That of the job as the caller saw it; null adds a new one.</param>
    /// <returns>The job; null when it is another by now.</returns>
    /// <exception cref="Engine.PresageException"><c>being-deleted</c>.</exception>
    Task<Job?> ApplyAsync(JobVersion version, JobState state, long? revision, JobEntry entry, CancellationToken cancellation);

    Task<Job?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>By name.</summary>
    Task<IReadOnlyList<Job>> ListAsync(CancellationToken cancellation);

    /// <summary>
    /// Jobs of which the definition may have triggers, by name: its text mentions them, or has escapes behind which it might. It is asked
    /// for with everything that happens, where most jobs have none.
    /// </summary>
    Task<IReadOnlyList<Job>> TriggeredAsync(CancellationToken cancellation);

    /// <summary>Jobs that are to be looked at by a moment, the longest overdue first.</summary>
    Task<IReadOnlyList<Job>> DueAsync(DateTime at, int most, CancellationToken cancellation);

    /// <summary>Has a job looked at no later than a moment. What is being decided about it is decided again.</summary>
    Task TouchAsync(string name, DateTime at, CancellationToken cancellation);

    /// <summary>
    /// Stores what was decided, all of it or nothing: state, rows of the ledger, evaluations and entries, and the runs that follow from
    /// them, before anything is started.
    /// </summary>
    /// <returns>The job as it is now; null when it was changed meanwhile, or the lease is another's, and nothing was stored.</returns>
    /// <exception cref="Engine.PresageException"><c>run-id-taken</c>: another job has a run of the id.</exception>
    Task<Job?> CommitAsync(JobCommit commit, CancellationToken cancellation);

    /// <summary>The versions of a job that were ever applied, the latest first.</summary>
    Task<IReadOnlyList<JobVersion>> VersionsAsync(string name, CancellationToken cancellation);

    Task<JobVersion?> VersionAsync(string name, int version, CancellationToken cancellation);

    Task<Occurrence?> OccurrenceAsync(string job, DateTime nominal, CancellationToken cancellation);

    /// <summary>Rows of the ledger with From &lt; nominal &lt;= To, the latest first.</summary>
    /// <param name="outcome">Null for all.</param>
    Task<IReadOnlyList<Occurrence>> OccurrencesAsync(
        string job, DateTime? from, DateTime? to, OccurrenceOutcome? outcome, int most, CancellationToken cancellation);

    /// <summary>What triggers have led to or not, the latest first.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<TriggerEvaluation>> EvaluationsAsync(string job, string? after, int most, CancellationToken cancellation);

    /// <summary>What people and the scheduler have done with a job, the latest first.</summary>
    Task<IReadOnlyList<JobEntry>> EntriesAsync(string job, int most, CancellationToken cancellation);

    /// <summary>
    /// Deletes a job with its versions, ledger, evaluations, entries, backfills and job runs; the runs of their steps stay. One that was
    /// interrupted goes on when it is given again.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="Engine.PresageException"><c>job-running</c>: a run of it has not ended.</exception>
    Task<bool> DeleteAsync(string name, CancellationToken cancellation);

    /// <summary>Whether a job of the name was ever deleted, so that nothing makes it again by itself.</summary>
    Task<bool> WasDeletedAsync(string name, CancellationToken cancellation);

    /// <summary>Remembers that an interval is overdue. Returns whether this call was the first to say so.</summary>
    Task<bool> MarkOverdueAsync(string job, DateTime nominal, DateTime at, CancellationToken cancellation);

    /// <summary>When intervals were found overdue, by their nominal times: From &lt; nominal &lt;= To; null for no bound.</summary>
    Task<IReadOnlyDictionary<DateTime, DateTime>> OverdueAsync(
        string job, DateTime? from, DateTime? to, CancellationToken cancellation);
}

/// <param name="Version">Of the definition in force, from 1.</param>
/// <param name="Definition">YAML as it was applied.</param>
/// <param name="Revision">Changes with everything that is stored about the job.</param>
public sealed record Job(string Name, int Version, string Definition, JobState State, long Revision);

/// <param name="Number">From 1.</param>
/// <param name="Definition">YAML.</param>
public sealed record JobVersion(string Job, int Number, string Definition, DateTime At, string By);

/// <summary>What the scheduler knows of a job beside its definition and its ledger.</summary>
/// <param name="PlannedTo">End of the last planned interval, which the next one begins at; null before the first.</param>
/// <param name="ScheduledTo">Up to where the nominal times of the schedule have rows; null before anybody has looked.</param>
/// <param name="LooksAt">
/// When it is to be looked at next: at its next nominal time, or when something ends that it waits for; null when nothing is to be done by
/// itself.
/// </param>
/// <param name="Paused">Null when it is not.</param>
/// <param name="Failures">Runs that failed one after the other, until now.</param>
/// <param name="Started">Number of runs that the schedule has started.</param>
/// <param name="Pending">Triggers that have been pulled and wait for their quiet time, their gap or the rest of their records.</param>
/// <param name="Epoch">Of the last lease under which something was committed.</param>
/// <param name="CountsFrom">Job runs that were created before do not count among the failures; null counts all.</param>
public sealed record JobState(
    DateTime? PlannedTo = null, DateTime? ScheduledTo = null, DateTime? LooksAt = null, JobPause? Paused = null, int Failures = 0,
    int Started = 0, long Epoch = 0, DateTime? CountsFrom = null)
{
    public IReadOnlyList<PendingTrigger> Pending { get => field ?? []; init; }

    /// <summary>By the number of a trigger: when it last started the job, and up to where it has looked.</summary>
    public IReadOnlyList<TriggerMemory> Memory { get => field ?? []; init; }
}

/// <param name="Until">Null until somebody resumes it.</param>
public sealed record JobPause(DateTime Since, string By, string Reason, DateTime? Until);

/// <param name="Trigger">Number among the job's triggers, from 1.</param>
/// <param name="Token">What has pulled it first, such as the id of an ingestion's run.</param>
/// <param name="NotBefore">When it may start the job.</param>
/// <param name="To">End of the interval that it asks for; null when what has pulled it says nothing of time.</param>
/// <param name="Kinds">Kinds of records that have come so far.</param>
public sealed record PendingTrigger(
    int Trigger, string Token, DateTime Since, DateTime NotBefore, DateTime? From, DateTime? To, IReadOnlyList<string> Kinds, string Why);

/// <param name="Mark">Up to where it has looked, such as the time of a promotion; null for nothing yet.</param>
public sealed record TriggerMemory(int Trigger, DateTime? StartedAt, string? Mark = null)
{
    /// <summary>What has pulled it, the latest last, so that what comes twice pulls it once. At most 64.</summary>
    public IReadOnlyList<string> Seen { get => field ?? []; init; }
}

/// <param name="Job">With the new state, and the revision that was decided from.</param>
/// <param name="Lease">Whose decision it is; null for a person's or a message's, which need none.</param>
/// <param name="Occurrences">Put in the place of the rows with their nominal times.</param>
/// <param name="Runs">Added unless their ids are there.</param>
/// <param name="Evaluations">Added unless their ids are there.</param>
/// <param name="Entries">Appended.</param>
public sealed record JobCommit(
    Job Job, Lease? Lease = null)
{
    public IReadOnlyList<Occurrence> Occurrences { get => field ?? []; init; }

    public IReadOnlyList<JobRun> Runs { get => field ?? []; init; }

    public IReadOnlyList<TriggerEvaluation> Evaluations { get => field ?? []; init; }

    public IReadOnlyList<JobEntry> Entries { get => field ?? []; init; }
}

/// <summary>A nominal time of a job, what became of it, and why. Job and nominal time are its identity.</summary>
/// <param name="Nominal">UTC, whole seconds.</param>
/// <param name="From">Its interval is (From, To]; both null for one that has none, since it was planned before.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Version">Of the definition that was in force.</param>
/// <param name="Run">The job run that covers the interval; null when none does.</param>
/// <param name="NotBefore">When it may start; null for at once.</param>
/// <param name="Remark">
/// Local time, zone and what the zone's clock did, such as <c>02:30 does not exist on that day in Europe/Berlin</c>; null when there is
/// nothing to say.
/// </param>
public sealed record Occurrence(
    string Job, DateTime Nominal, DateTime? From, DateTime? To, OccurrenceOutcome Outcome, string Why, int Version, DateTime PlannedAt,
    DateTime ChangedAt, string? Run = null, DateTime? NotBefore = null, string? Remark = null);

public enum OccurrenceOutcome
{
    /// <summary>Its run was begun.</summary>
    Started,

    /// <summary>It waits.</summary>
    Buffered,

    /// <summary>The run of a later one covers its interval as well.</summary>
    Merged,

    /// <summary>It was given up: overlap, a pause, a limit.</summary>
    Skipped,

    /// <summary>Nobody looked in time, and it was not caught up with.</summary>
    Missed,

    /// <summary>Started at the first moment that there is, since a change of the clock had removed its own.</summary>
    Moved,

    /// <summary>A calendar excludes it.</summary>
    Excluded,
}

/// <summary>A trigger was looked at, and why it did or did not start a run.</summary>
/// <param name="Id">Sorts by time; made from what pulled the trigger, so that the same is evaluated once.</param>
/// <param name="Trigger">Number among the job's triggers, from 1.</param>
/// <param name="What">What pulled it, such as the id of an ingestion's run.</param>
/// <param name="Run">The job run; null when none was started.</param>
public sealed record TriggerEvaluation(string Job, string Id, int Trigger, DateTime At, string What, string Why, string? Run = null);

/// <summary>Something was done with a job.</summary>
/// <param name="Id">Sorts by time and is unique; giving it again changes nothing.</param>
/// <param name="What">Such as applied, paused, resumed, backfilled, repaired, cancelled.</param>
/// <param name="By">A person, or presage.</param>
public sealed record JobEntry(string Job, string Id, DateTime At, string What, string By, string Text);
