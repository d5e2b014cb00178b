using Microsoft.Extensions.Logging;
using Presage.Application.Jobs;
using Presage.Hosting.Errors;
using Presage.Hosting.Observability;
using Presage.Hosting.Stores;
using Presage.Jobs.Decisions;
using Presage.Scheduler.Leading;
using Presage.Scheduler.Triggers;
using Presage.Storage;

namespace Presage.Scheduler.Ticking;

/// <summary>
/// Decides about jobs whose moment has come: what becomes of their nominal times and their triggers, and which runs begin. All of it is
/// stored at once, or decided anew when the job has changed meanwhile.
/// </summary>
internal sealed class JobLooks(
    IJobs jobs, JobViews views, JobCatalog catalog, JobRunChanges changes, BackfillLooks backfills, PromotionWatch promotions,
    Troubles troubles, PresageMetrics metrics, SchedulerOptions options, Bell bell, StoreTime time, ILogger<JobLooks> log)
{
    private const int MostTries = 20;

    /// <summary>How soon it is tried again to decide about a job of which something is wrong.</summary>
    private static readonly TimeSpan s_stuck = TimeSpan.FromMinutes(1);

    public async Task LookAsync(Term term, CancellationToken cancellation)
    {
        await backfills.LookAsync(term, cancellation);
        if (!options.Schedules)
            return;

        await promotions.LookAsync(cancellation);
        var now = await time.NowAsync(cancellation);
        var pass = new Pass<Job>(most => jobs.DueAsync(now, most, cancellation), job => (job.Name, job.Revision));
        await pass.RunAsync(
            (job, token) => DecideAsync(job, term, token), (job, exception, token) => PutOffAsync(job, exception, term, token),
            cancellation);
    }

    private async Task DecideAsync(Job seen, Term term, CancellationToken cancellation)
    {
        Job? job = seen;
        for (var tries = 0; job is not null && tries < MostTries;)
        {
            var now = await time.NowAsync(cancellation);
            var decision = JobDecisions.Decide(await views.ReadAsync(job, catalog.DefinitionOf(job), now, cancellation), now);
            if (!decision.Changes)
                return;

            if (await jobs.CommitAsync(decision.Commit with { Lease = term.Lease }, cancellation) is not { } stored)
            {
                (job, tries) = (await jobs.FindAsync(job.Name, cancellation), tries + 1);
                continue;
            }

            troubles.Forget(SubjectOf(job));
            await CarryOutAsync(decision, now, cancellation);
            if (!decision.HasMore)
                return;

            job = stored;
        }
    }

    private async Task CarryOutAsync(JobDecision decision, DateTime now, CancellationToken cancellation)
    {
        foreach (var row in decision.Commit.Occurrences)
        {
            metrics.OccurrenceDecided(row.Outcome.ToString().ToLowerInvariant());
            Log.Decided(log, row.Job, row.Nominal, row.Outcome.ToString().ToLowerInvariant(), row.Why);
        }

        foreach (var run in decision.Commit.Runs)
        {
            if (run.Nominal is { } nominal && run.Cause == NewJobRun.Schedule)
                metrics.JobStarted(now - nominal);

            Log.JobRunBegins(log, run.Id, run.Why);
        }

        foreach (var (id, why) in decision.Cancel)
            await changes.CancelAsync(id, why, cancellation);
        if (decision.Commit.Runs.Count > 0)
            bell.Ring();
    }

    /// <summary>Whoever looks at the job reads in its journal what is wrong.</summary>
    private async Task PutOffAsync(Job seen, Exception exception, Term term, CancellationToken cancellation)
    {
        var failure = Failure.Of(exception, CancellationToken.None);
        var isNews = troubles.Tell(SubjectOf(seen), failure.Message);
        if (await jobs.FindAsync(seen.Name, cancellation) is not { } job)
            return;

        var now = await time.NowAsync(cancellation);
        var postponed = job with { State = job.State with { LooksAt = now + s_stuck } };
        await jobs.CommitAsync(
            new JobCommit(postponed, term.Lease)
            {
                Entries = isNews
                    ? [JobEntries.Of(job.Name, job.Revision, now, "stuck", JobEntries.Presage, $"{failure.Message} {failure.Remedy}")] : [],
            },
            cancellation);
    }

    private static string SubjectOf(Job job) => $"the job {job.Name}";
}
