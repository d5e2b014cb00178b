using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting.Observability;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>
/// Ends runs on request, whichever process works on them: workers look at the ledger before, while and after they work on a slice. Feature
/// rows that a slice in hand still writes are released when it ends.
/// </summary>
public sealed class RunCancel(
    IRuns runs, RunNews news, FeatureSetRelease features, PresageMetrics metrics, RunClock clock, ILogger<RunCancel> log)
{
    /// <param name="reason">A sentence that says why.</param>
    /// <returns>Whether this call ended the run; not when it had ended or there is none.</returns>
    public async Task<bool> CancelAsync(string id, string reason, CancellationToken cancellation)
    {
        var error = new RunError(ErrorKind.Conflict, "cancelled", reason, "Retry the run to go on with it.");
        if (await runs.FindAsync(id, cancellation) is not { State: RunState.Running } run
            || !await runs.EndAsync(id, RunState.Cancelled, null, error, await clock.EndOfAsync(run, cancellation), cancellation))
            return false;

        news.Tell(id);
        await features.ReleaseAsync(id, cancellation);
        metrics.RunEnded(run.Kind, "cancelled");
        Log.RunCancelled(log, run.Id, run.Kind, run.Dataset, reason);
        return true;
    }
}
