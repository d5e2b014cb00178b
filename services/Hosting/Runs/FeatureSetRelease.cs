using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>
/// Deletes the feature rows of runs that have ended, never earlier: a duplicate of a message may still be at work on them. Called after
/// every message that builds or uses them last, so that a process which died in between leaves nothing behind once the message is delivered
/// again.
/// </summary>
public sealed class FeatureSetRelease(IRuns runs, IFeatureSets features)
{
    public async Task ReleaseAsync(string id, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } run)
            return;

        for (var earlier = 0; earlier < run.Retries; earlier++)
            await features.DeleteAsync(run.FeatureSetOf(earlier), cancellation);

        if (run.State != RunState.Running && !IsForExport(run))
            await features.DeleteAsync(run.FeatureSet, cancellation);
    }

    /// <summary>Whether the rows are what was asked for; who did so deletes them.</summary>
    private static bool IsForExport(Run run) => run is { Kind: RunKinds.Features, State: RunState.Succeeded };
}
