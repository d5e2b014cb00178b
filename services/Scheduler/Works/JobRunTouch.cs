using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Scheduler.Works;

/// <summary>Has job runs looked at when something of them has ended.</summary>
internal sealed class JobRunTouch(IJobRuns jobRuns, Bell bell, StoreTime time)
{
    /// <param name="run">Id of a run that may be a step of a job run.</param>
    public async Task TouchAsync(string run, CancellationToken cancellation)
    {
        var now = await time.NowAsync(cancellation);
        foreach (var id in StepRunIds.JobRunsOf(run))
            await jobRuns.TouchAsync(id, now, cancellation);

        bell.Ring();
    }
}
