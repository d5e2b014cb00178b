using Presage.Engine;
using Presage.Storage;

namespace Presage.Scheduler;

/// <summary>Reads runs whose end was announced. The announcement comes just before the ledger says so, so that none is ever lost.</summary>
internal sealed class EndedRuns(IRuns runs, TimeProvider clock)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(3);

    /// <returns>Null when there is no such run any more.</returns>
    /// <exception cref="PresageException">
    /// <c>run-not-ended</c>: the ledger does not say it yet; the announcement is to come again.
    /// </exception>
    public async Task<Run?> GetAsync(string id, CancellationToken cancellation)
    {
        var asked = clock.GetTimestamp();
        for (var pause = s_shortest; ; pause *= 2)
        {
            var run = await runs.FindAsync(id, cancellation);
            if (run is not { State: RunState.Running })
                return run;
            if (clock.GetElapsedTime(asked) >= s_longest)
                throw new PresageException(
                    ErrorKind.Busy, "run-not-ended", $"The run {run.Id} was said to have ended, and the ledger does not say so yet.",
                    "Try again.");

            await Task.Delay(pause, clock, cancellation);
        }
    }
}
