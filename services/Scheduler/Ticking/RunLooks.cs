using Presage.Application.Jobs;
using Presage.Hosting.Errors;
using Presage.Hosting.Stores;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Scheduler.Leading;
using Presage.Scheduler.Works;
using Presage.Storage;

namespace Presage.Scheduler.Ticking;

/// <summary>Advances job runs: what is decided is stored first, and begun or ended then.</summary>
internal sealed class RunLooks(
    IJobRuns jobRuns, JobCatalog catalog, WorkReader works, StepStarter starter, StepCancel cancel, JobRunEnds ends,
    BackfillLooks backfills, Troubles troubles, StoreTime time)
{
    private const int MostTries = 5;

    private static readonly TimeSpan s_stuck = TimeSpan.FromSeconds(30);

    public async Task LookAsync(Term term, CancellationToken cancellation)
    {
        var now = await time.NowAsync(cancellation);
        var pass = new Pass<JobRun>(most => jobRuns.DueAsync(now, most, cancellation), run => (run.Id, run.Revision));
        await pass.RunAsync(
            (run, token) => AdvanceAsync(run, term, token), (run, exception, token) => PutOffAsync(run, exception, term, token),
            cancellation);
    }

    private async Task AdvanceAsync(JobRun seen, Term term, CancellationToken cancellation)
    {
        JobRun? run = seen;
        for (var tries = 0; run is not null && tries < MostTries; tries++)
        {
            if (IsOver(run))
            {
                await ends.TellAsync(run, term, cancellation);
                return;
            }

            await backfills.LookAsync(run, term, cancellation);
            var definition = await catalog.DefinitionOfAsync(run.Job, run.Version, cancellation);
            var states = await works.ReadAsync(run, cancellation);
            var now = await time.NowAsync(cancellation);
            var decision = RunDecisions.Decide(definition, run, states, now);
            if (!decision.Changes)
                return;

            // One that has ended stays due until the others were told.
            var next = IsOver(decision.Run) ? decision.Run with { LooksAt = now } : decision.Run;
            if (await jobRuns.CommitAsync(next, term.Lease, cancellation) is { } stored)
            {
                await CarryOutAsync(stored, definition, decision, cancellation);
                if (run.State == JobRunState.Running && stored.State != JobRunState.Running)
                    ends.Count(stored);
                if (IsOver(stored))
                    await ends.TellAsync(stored, term, cancellation);

                return;
            }

            run = await jobRuns.FindAsync(run.Id, cancellation);
        }
    }

    private async Task CarryOutAsync(JobRun run, JobDefinition definition, RunDecision decision, CancellationToken cancellation)
    {
        foreach (var id in decision.Cancel)
            await cancel.CancelAsync(run, definition, id, cancellation);
        foreach (var start in decision.Start)
            await starter.StartAsync(run, start, cancellation);
    }

    private static bool IsOver(JobRun run) => run.State != JobRunState.Running;

    private async Task PutOffAsync(JobRun run, Exception exception, Term term, CancellationToken cancellation)
    {
        troubles.Tell($"the job run {run.Id}", Failure.Of(exception, CancellationToken.None).Message);
        if (await jobRuns.FindAsync(run.Id, cancellation) is { } now)
            await jobRuns.CommitAsync(now with { LooksAt = await time.NowAsync(cancellation) + s_stuck }, term.Lease, cancellation);
    }
}
