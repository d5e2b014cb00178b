using Presage.Contracts.Api;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>How far a run's next stage is planned: this process knows, or a worker elsewhere says it in the store.</summary>
internal sealed class RunPlannings(WorkerActivity activity, IWorkers workers)
{
    public async Task<RunPlanning?> FindAsync(string run, CancellationToken cancellation)
    {
        var planning = activity.PlanningOf(run)
            ?? (await workers.ListAsync(cancellation)).Select(worker => worker.Planning).FirstOrDefault(plan => plan?.Run == run);
        return planning is null ? null : new RunPlanning(planning.What, planning.Planned, planning.Of);
    }
}
