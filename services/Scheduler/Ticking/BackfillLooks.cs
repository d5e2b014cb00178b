using Presage.Application.Jobs;
using Presage.Engine;
using Presage.Hosting.Errors;
using Presage.Hosting.Stores;
using Presage.Jobs.Decisions;
using Presage.Scheduler.Leading;
using Presage.Storage;

namespace Presage.Scheduler.Ticking;

/// <summary>Has backfills go on: some of their intervals at a time.</summary>
internal sealed class BackfillLooks(
    IBackfills backfills, IJobs jobs, IJobRuns jobRuns, JobCatalog catalog, JobRunChanges changes, Troubles troubles, Bell bell,
    StoreTime time)
{
    private const string Mark = ".b-";

    public async Task LookAsync(Term term, CancellationToken cancellation)
    {
        foreach (var backfill in await backfills.ActiveAsync(cancellation))
        {
            try
            {
                await AdvanceAsync(backfill, term, cancellation);
            }
            catch (PresageException exception) when (exception.Kind is not (ErrorKind.Unavailable or ErrorKind.Busy))
            {
                troubles.Tell(
                    $"the backfill {backfill.Id} of the job {backfill.Job}", Failure.Of(exception, CancellationToken.None).Message);
            }
        }
    }

    /// <summary>A job run of a backfill stands otherwise, or the backfill does that it belongs to.</summary>
    public async Task LookAsync(JobRun run, Term term, CancellationToken cancellation)
    {
        var mark = run.Id.LastIndexOf(Mark, StringComparison.Ordinal);
        if (run.Cause == NewJobRun.Backfill && mark > 0
            && await backfills.FindAsync(run.Job, run.Id[(mark + Mark.Length)..], cancellation) is { } backfill
            && (run.State != JobRunState.Running || backfill.State == BackfillState.Cancelled))
            await AdvanceAsync(backfill, term, cancellation);
    }

    private async Task AdvanceAsync(Backfill backfill, Term term, CancellationToken cancellation)
    {
        var definition = await catalog.DefinitionOfAsync(backfill.Job, backfill.Version, cancellation);
        var now = await time.NowAsync(cancellation);
        var decision = BackfillDecisions.Decide(backfill, definition, await RunsOfAsync(backfill, cancellation), now);
        if (!await CoverAsync(backfill, decision, now, term, cancellation)
            || (decision.Changes && await backfills.CommitAsync(decision.Backfill, term.Lease, cancellation) is null))
            return;

        foreach (var run in decision.Runs)
            await jobRuns.AddAsync(run, cancellation);
        foreach (var (id, why) in decision.Cancel)
            await changes.CancelAsync(id, why, cancellation);
        if (decision.Runs.Count > 0)
            bell.Ring();
    }

    private async Task<IReadOnlyDictionary<string, JobRun>> RunsOfAsync(Backfill backfill, CancellationToken cancellation)
    {
        var found = new Dictionary<string, JobRun>();
        foreach (var interval in backfill.Intervals)
            if (interval is { Run: { } id, State: null } && await jobRuns.FindAsync(id, cancellation) is { } run)
                found[id] = run;

        return found;
    }

    /// <summary>The ledger names the runs by which intervals are done since, before the backfill says that they are.</summary>
    /// <returns>Whether it does; if not, it is decided anew.</returns>
    private async Task<bool> CoverAsync(
        Backfill backfill, BackfillDecision decision, DateTime now, Term term, CancellationToken cancellation)
    {
        if (decision.Succeeded.Count == 0)
            return true;
        if (await jobs.FindAsync(backfill.Job, cancellation) is not { } job)
            return false;

        var rows = new List<Occurrence>();
        foreach (var interval in decision.Succeeded)
            if (await jobs.OccurrenceAsync(backfill.Job, interval.Nominal, cancellation) is { } row)
                rows.Add(row);

        var commit = BackfillDecisions.Covered(job, backfill, decision.Succeeded, rows, now);
        return await jobs.CommitAsync(commit with { Lease = term.Lease }, cancellation) is not null;
    }
}
