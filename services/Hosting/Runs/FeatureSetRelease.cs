using Presage.Storage.FeatureSets;
using Presage.Storage.Runs;

namespace Presage.Hosting.Runs;

/// <summary>
/// Deletes the feature rows of runs that have ended, never earlier: a duplicate of a message may still be at work on them. Called after every message of a run's last
/// stage, so that a process which died in between leaves nothing behind once the message is delivered again.
/// </summary>
public sealed class FeatureSetRelease(IRuns runs, IFeatureSets features)
{
    public async Task ReleaseAsync(string run, CancellationToken cancellation)
    {
        if (await runs.FindAsync(run, cancellation) is { State: not RunState.Running })
            await features.DeleteAsync(run, cancellation);
    }
}
