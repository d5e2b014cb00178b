using MassTransit;
using Presage.Engine;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>
/// Sets runs that failed or were cancelled running again; what was done of them is not done again. A run keeps its plan, unless it failed
/// before it had one. Should the process die before the request is published, the run is one that no message wakes, and is found as such.
/// </summary>
public sealed class RunRetry(IRuns runs, StoreTime time, RunClock clock)
{
    /// <returns>The run as it is now.</returns>
    /// <exception cref="PresageException">
    /// <c>unknown-run</c>, <c>run-running</c>, <c>run-succeeded</c>, <c>run-of-command</c>, <c>same-running</c>.
    /// </exception>
    public async Task<Run> RetryAsync(string id, IPublishEndpoint bus, CancellationToken cancellation)
    {
        var run = await runs.FindAsync(id, cancellation) ?? throw RunErrors.Unknown(id);
        if (run.State is RunState.Running or RunState.Succeeded)
            throw RunErrors.NotToRetry(run);
        if (!run.IsOfServices())
            throw RunErrors.OfCommand(run);
        if (await runs.FindUnfinishedAsync(run.Key, cancellation) is { } other)
            throw RunErrors.SameIsRunning(run, other);

        var gone = await GoneAsync(run, cancellation);
        var reopened = await runs.ReopenAsync(id, Stages.Features, gone, await time.NowAsync(cancellation), cancellation);
        var now = (await runs.FindAsync(id, cancellation))!;
        if (!reopened)
            throw RunErrors.NotToRetry(now);

        clock.Begun(now);

        await bus.PublishRequestAsync(now, $"retry/{now.Retries}", cancellation);
        return now;
    }

    /// <summary>Feature slices that are needed once more: the rows of a run that has ended are deleted.</summary>
    private async Task<IReadOnlyCollection<int>> GoneAsync(Run run, CancellationToken cancellation)
    {
        if (await runs.ProgressAsync(run.Id, Stages.Features, cancellation) is not { } features)
            return [];

        var needed = Enumerable.Range(0, features.Slices);
        return run.Kind switch
        {
            RunKinds.Train => await runs.ProgressAsync(run.Id, Stages.Select, cancellation) is { IsComplete: true } ? [] : [.. needed],
            RunKinds.Score => [.. needed.Except((await runs.SlicesAsync(run.Id, Stages.Score, cancellation)).Select(slice => slice.Slice))],
            _ => [.. needed],
        };
    }
}
