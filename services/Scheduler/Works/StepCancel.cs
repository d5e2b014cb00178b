using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Scheduler.Works;

/// <summary>
/// Ends what steps do. What was asked for and is not in the ledger yet is put there as cancelled, so that the request which is still on its
/// way finds it ended.
/// </summary>
internal sealed class StepCancel(IRuns runs, RunCancel cancel, JobSteps jobs, JobRunTouch touch, StoreTime time)
{
    private const string TimeIsOver = "It took longer than its step may.";

    /// <param name="id">The run of one of the job run's steps.</param>
    public async Task CancelAsync(JobRun run, JobDefinition definition, string id, CancellationToken cancellation)
    {
        var why = run.Cancel ?? TimeIsOver;
        if (await runs.FindAsync(id, cancellation) is not { } work)
            work = await AddAsync(run, definition, id, cancellation);
        if (work is { Kind: RunKinds.Job, State: RunState.Running })
            await jobs.CancelAsync(work, why, cancellation);

        await cancel.CancelAsync(id, why, cancellation);
        await touch.TouchAsync(id, cancellation);
    }

    private async Task<Run> AddAsync(JobRun run, JobDefinition definition, string id, CancellationToken cancellation)
    {
        var step = run.Steps.FirstOrDefault(step => step.Run == id)?.Step;
        var kind = definition.Steps.FirstOrDefault(known => known.Name == step)?.Kind ?? RunKinds.Job;
        return await runs.StartAsync(
            new Run(id, kind, "", id, "{}", null, null, await time.NowAsync(cancellation)), cancellation);
    }
}
