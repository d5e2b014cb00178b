using System.Runtime.CompilerServices;
using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>Follows runs in the ledger, whichever process works on them.</summary>
/// <param name="failures">What fails for good in this process; null where nothing is worked on.</param>
internal sealed class RunFollower(IRuns runs, RunOutlook outlook, LocalFailures? failures = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan IntervalOfEstimates = TimeSpan.FromMilliseconds(250);

    /// <summary>How many looks at the ledger a failure has to be recorded there before the ledger itself counts as broken.</summary>
    private const int LooksAfterFailure = 40;

    public async IAsyncEnumerable<RunProgress> FollowAsync(
        string id, bool estimate, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(estimate ? IntervalOfEstimates : Interval);
        var looks = 0;
        while (true)
        {
            var run = await runs.FindAsync(id, cancellation);
            yield return await ProgressAsync(id, run, estimate, cancellation);

            if (run is { State: not RunState.Running })
                yield break;
            if (failures?.Latest is { } failed && ++looks > LooksAfterFailure)
                throw failed;

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    private async Task<RunProgress> ProgressAsync(string id, Run? run, bool estimate, CancellationToken cancellation)
    {
        var stages = await runs.StagesAsync(id, cancellation);
        var remaining = estimate && run is not null ? await outlook.RemainingAsync(run, stages, cancellation) : null;
        return new RunProgress(id, run is null ? null : RunDocuments.StateOf(run.State), [.. stages.Select(RunDocuments.Stage)], remaining);
    }
}
