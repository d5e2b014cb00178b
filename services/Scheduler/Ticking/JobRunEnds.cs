using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Observability;
using Presage.Scheduler.Leading;
using Presage.Scheduler.Works;
using Presage.Storage;

namespace Presage.Scheduler.Ticking;

/// <summary>
/// Tells others that job runs have ended. One stays due until everybody was told, so that a process which dies in between leaves that to
/// the next; told twice it is the same message.
/// </summary>
internal sealed class JobRunEnds(
    IBus bus, IJobRuns jobRuns, JobSteps steps, JobRunTouch touch, BackfillLooks backfills, PresageMetrics metrics, Bell bell,
    ILogger<JobRunEnds> log)
{
    /// <summary>Whoever has just stored that it has ended says so once.</summary>
    public void Count(JobRun run)
    {
        metrics.JobRunEnded(run.Cause, JobRunReasons.OutcomeOf(run));
        Log.JobRunEnded(log, run.Id, JobRunReasons.OutcomeOf(run), JobRunReasons.Of(run));
    }

    /// <exception cref="PresageException"><c>broker-unreachable</c>.</exception>
    public async Task TellAsync(JobRun run, Term term, CancellationToken cancellation)
    {
        foreach (var id in await steps.EndThoseOfAsync(run, cancellation))
            await touch.TouchAsync(id, cancellation);

        await backfills.LookAsync(run, term, cancellation);
        await PublishAsync(
            new JobRunEnded(run.Id, run.Job, JobRunReasons.OutcomeOf(run), run.From, run.To, JobRunReasons.Of(run)),
            MessageIds.Of(run.Id, nameof(JobRunEnded), $"{run.Repairs}"), cancellation);
        await jobRuns.CommitAsync(run with { LooksAt = null }, term.Lease, cancellation);
        bell.Ring();
    }

    private async Task PublishAsync(JobRunEnded ended, Guid id, CancellationToken cancellation)
    {
        try
        {
            await PublishTimeout.LimitAsync(
                token => bus.Publish(ended, publish => publish.MessageId = id, token), cancellation);
        }
        catch (TimeoutException exception)
        {
            throw new PresageException(
                ErrorKind.Unavailable, "broker-unreachable", exception.Message,
                "See that the broker runs and has memory and disk to spare.", exception);
        }
    }
}
