using Presage.Application.Jobs;
using Presage.Hosting.Stores;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Scheduler;

/// <summary>
/// Adds job runs beside the plan of their jobs, and asks for their end: against the state that is seen, until it is the latest.
/// </summary>
internal sealed class JobRunChanges(IJobs jobs, IJobRuns jobRuns, JobCatalog catalog, Bell bell, StoreTime time)
{
    /// <summary>Others decide about the same job at the same time, and each time one of them gets on.</summary>
    private const int MostTries = 50;

    /// <param name="make">The run of the job as it is, which is made again when the job has changed meanwhile.</param>
    /// <returns>The run; the one that was there before if there was one of the id.</returns>
    /// <exception cref="Engine.PresageException"><c>unknown-job</c>, <c>job-busy</c>; what is wrong with the run.</exception>
    public async Task<JobRun> AddAsync(string name, Func<Job, JobDefinition, DateTime, JobRun> make, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var job = await catalog.GetAsync(name, cancellation);
            var run = make(job, catalog.DefinitionOf(job), await time.NowAsync(cancellation));
            if (await jobRuns.FindAsync(run.Id, cancellation) is { } there)
                return there;

            if (await jobs.CommitAsync(new JobCommit(job) { Runs = [run] }, cancellation) is null)
                continue;

            bell.Ring();
            return (await jobRuns.FindAsync(run.Id, cancellation))!;
        }

        throw JobErrors.Busy(name);
    }

    /// <summary>Has a job run end; one that has ended stays as it is.</summary>
    /// <param name="why">Who wants that and why, one sentence.</param>
    public async Task CancelAsync(string id, string why, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await jobRuns.FindAsync(id, cancellation) is not { State: JobRunState.Running, Cancel: null } run)
                return;

            var cancelled = run with { Cancel = why, LooksAt = await time.NowAsync(cancellation) };
            if (await jobRuns.CommitAsync(cancelled, null, cancellation) is null)
                continue;

            bell.Ring();
            return;
        }

        throw JobErrors.Busy(id);
    }
}
