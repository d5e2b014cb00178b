using Microsoft.Extensions.Logging;
using Presage.Application.Jobs;
using Presage.Engine;
using Presage.Hosting.Stores;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Scheduler.Triggers;

/// <summary>
/// Notes in the jobs that listen that something has happened; whoever looks after jobs decides what they do about it. The same noted twice
/// is noted once.
/// </summary>
internal sealed class TriggerPulls(IJobs jobs, JobCatalog catalog, Bell bell, StoreTime time, ILogger<TriggerPulls> log)
{
    private const int MostTries = 50;

    /// <exception cref="PresageException"><c>job-busy</c>; what the store says.</exception>
    public async Task PullAsync(TriggerPull pull, CancellationToken cancellation)
    {
        foreach (var (job, definition) in await catalog.TriggeredAsync(cancellation))
            if (definition.Triggers.Count > 0)
                await PullAsync(job, definition, pull, cancellation);
    }

    public async Task PullAsync(Job seen, JobDefinition definition, TriggerPull pull, CancellationToken cancellation)
    {
        Job? job = seen;
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (job is null || await CommitOfAsync(job, definition, pull, cancellation) is not { } commit)
                return;

            if (await jobs.CommitAsync(commit, cancellation) is not null)
            {
                Log.TriggerPulled(log, job.Name, pull.Event);
                bell.Ring();
                return;
            }

            job = await jobs.FindAsync(job.Name, cancellation);
            definition = job is null ? definition : catalog.DefinitionOf(job);
        }

        throw JobErrors.Busy(seen.Name);
    }

    /// <summary>A job about which nothing can be decided, such as one that lacks a parameter, keeps no other from hearing of it.</summary>
    private async Task<JobCommit?> CommitOfAsync(
        Job job, JobDefinition definition, TriggerPull pull, CancellationToken cancellation)
    {
        try
        {
            return TriggerDecisions.Pull(job, definition, pull, await time.NowAsync(cancellation));
        }
        catch (PresageException exception) when (exception.Kind is not (ErrorKind.Unavailable or ErrorKind.Busy))
        {
            Log.CannotDecide(log, $"the triggers of the job {job.Name}", exception.Message);
            return null;
        }
    }
}
