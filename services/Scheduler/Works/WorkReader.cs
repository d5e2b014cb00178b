using Presage.Hosting.Runs;
using Presage.Jobs.Decisions;
using Presage.Storage;

namespace Presage.Scheduler.Works;

/// <summary>How what steps do is standing, by the ledger of runs. Messages only say that it is time to look.</summary>
internal sealed class WorkReader(IRuns runs, JobSteps jobs)
{
    /// <summary>By id, the runs of steps that are going on; those that are not in the ledger yet are left out.</summary>
    public async Task<IReadOnlyDictionary<string, WorkState>> ReadAsync(JobRun run, CancellationToken cancellation)
    {
        var works = new Dictionary<string, WorkState>();
        foreach (var step in run.Steps)
            if (step is { State: StepState.Running, Run: { } id } && await FindAsync(id, cancellation) is { } work)
                works[id] = StateOf(work);

        return works;
    }

    private async Task<Run?> FindAsync(string id, CancellationToken cancellation)
    {
        var work = await runs.FindAsync(id, cancellation);
        if (work is not { Kind: RunKinds.Job, State: RunState.Running })
            return work;

        await jobs.EndAsync(work, cancellation);
        return await runs.FindAsync(id, cancellation);
    }

    private static WorkState StateOf(Run work) => new(
        work.State, work.Error is { } error ? $"{error.Message} {error.Remedy}".TrimEnd() : null,
        work.State == RunState.Running ? new Dictionary<string, string>() : WorkOutputs.Of(work), WorkOutputs.PinsOf(work));
}
