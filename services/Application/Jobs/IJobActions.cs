using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Jobs;

/// <summary>Jobs: what starts them, what they are doing, and what became of every interval.</summary>
public interface IJobActions
{
    /// <summary>
    /// Applies jobs and calendars, all of them checked before any is stored. What is as it was stays as it is, and makes no version.
    /// </summary>
    /// <param name="dryRun">Whether nothing is stored.</param>
    /// <param name="by">Who does it.</param>
    /// <exception cref="PresageException">
    /// <c>bad-job</c> and <c>bad-calendar</c> with line and column; <c>applied-twice</c>; <c>unknown-calendar</c>, <c>unknown-job</c>,
    /// <c>unknown-connection</c>; <c>job-cycle</c>.
    /// </exception>
    Task<JobsApplied> ApplyAsync(IReadOnlyList<JobSource> sources, bool dryRun, string by, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-state</c>, <c>bad-cursor</c>.</exception>
    Task<JobList> ListAsync(JobFilter filter, PageRequest page, CancellationToken cancellation);

    /// <param name="next">How many coming runs are told, 0 to 1,000.</param>
    /// <exception cref="PresageException"><c>unknown-job</c>.</exception>
    Task<JobDetails> ShowAsync(string job, int next, CancellationToken cancellation);

    /// <summary>The job run of an id; null when there is none.</summary>
    Task<JobRunDetails?> FindRunAsync(string id, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-job-run</c>.</exception>
    Task<JobRunDetails> ShowRunAsync(string id, CancellationToken cancellation);

    /// <summary>Has a job run. The same token is the same run.</summary>
    /// <exception cref="PresageException">
    /// <c>unknown-job</c>, <c>unknown-parameter</c>, <c>missing-parameter</c>, <c>bad-parameter</c>, <c>bad-interval</c>, <c>bad-token</c>.
    /// </exception>
    Task<JobRunStarted> RunAsync(JobRunRequest request, string by, CancellationToken cancellation);

    /// <summary>
    /// Files and folders that the steps of a job read, as far as they are known before it runs; for who has it run in his own process.
    /// </summary>
    Task<IReadOnlyList<string>> PathsAsync(JobRunRequest request, CancellationToken cancellation);

    /// <summary>The same of a job run.</summary>
    /// <exception cref="PresageException"><c>unknown-job-run</c>.</exception>
    Task<IReadOnlyList<string>> PathsOfAsync(string id, CancellationToken cancellation);

    /// <summary>How far a job run is, again and again until it has ended.</summary>
    /// <exception cref="PresageException"><c>unknown-job-run</c>.</exception>
    IAsyncEnumerable<JobRunDetails> FollowAsync(string id, CancellationToken cancellation);

    /// <summary>What became of a job's intervals, and what was done with it, in one line of time.</summary>
    /// <exception cref="PresageException"><c>unknown-job</c>, <c>unknown-outcome</c>.</exception>
    Task<JobHistory> HistoryAsync(string job, JobHistoryFilter filter, CancellationToken cancellation);

    /// <summary>Has the schedules and triggers of jobs start nothing; all are checked before any is paused.</summary>
    /// <param name="until">When they go on by themselves; null for when they are resumed.</param>
    /// <exception cref="PresageException"><c>unknown-job</c>, <c>no-reason</c>, <c>bad-pause</c>, <c>job-paused</c>.</exception>
    Task<JobsPaused> PauseAsync(IReadOnlyList<string> names, string reason, DateTime? until, string by, CancellationToken cancellation);

    /// <exception cref="PresageException">
    /// <c>unknown-job</c>; <c>job-not-paused</c>; <c>catch-up-needed</c>: the pause has skipped nominal times, and it is not said what
    /// becomes of them; <c>unknown-catch-up</c>.
    /// </exception>
    Task<JobResumed> ResumeAsync(JobResumption resumption, string by, CancellationToken cancellation);

    /// <summary>Ends a job run with what it is doing.</summary>
    /// <exception cref="PresageException"><c>unknown-job-run</c>, <c>job-run-ended</c>.</exception>
    Task<JobRunDetails> CancelAsync(string id, string by, CancellationToken cancellation);

    /// <summary>Has what failed in a job run, and what depends on it, done again.</summary>
    /// <param name="current">
    /// Whether with the definition, the model and the records of now; otherwise with those that the job run was first done with.
    /// </param>
    /// <exception cref="PresageException"><c>unknown-job-run</c>, <c>job-running</c>, <c>nothing-to-repair</c>.</exception>
    Task<JobRunStarted> RepairAsync(string id, bool current, string by, CancellationToken cancellation);

    /// <summary>What would go with a job; nothing is changed.</summary>
    /// <inheritdoc cref="DeleteAsync" path="/exception"/>
    Task<JobDeletion> PlanDeletionAsync(string job, CancellationToken cancellation);

    /// <summary>Deletes a job with its ledger and its job runs; what their steps made stays.</summary>
    /// <exception cref="PresageException"><c>unknown-job</c>; <c>job-running</c>: a run of it has not ended.</exception>
    Task<JobDeletion> DeleteAsync(string job, CancellationToken cancellation);
}
