using System.Runtime.CompilerServices;
using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>Follows runs in the ledger, whichever process works on them.</summary>
/// <param name="waiting">Asked when a run has stood still for a while.</param>
/// <param name="failures">What fails for good in this process; null where nothing is worked on.</param>
internal sealed class RunFollower(IRuns runs, RunOutlook outlook, RunWaiting waiting, TimeProvider clock, LocalFailures? failures = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan IntervalOfEstimates = TimeSpan.FromMilliseconds(250);

    /// <summary>Longer than a worker takes to start where a platform starts it for the messages that wait.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(20);

    /// <summary>How many looks at the ledger a failure has to be recorded there before the ledger itself counts as broken.</summary>
    private const int LooksAfterFailure = 40;

    public async IAsyncEnumerable<RunProgress> FollowAsync(
        string id, bool estimate, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(estimate ? IntervalOfEstimates : Interval);
        var looks = 0;
        var (done, since, waits) = (-1, clock.GetTimestamp(), default(WaitingRun));
        while (true)
        {
            var run = await runs.FindAsync(id, cancellation);
            var progress = await ProgressAsync(id, run, estimate, cancellation);
            if (progress.Stages.Sum(stage => 1 + stage.Done) is var now && now != done)
                (done, since, waits) = (now, clock.GetTimestamp(), null);
            else if (clock.GetElapsedTime(since) >= Standstill && run is null or { State: RunState.Running })
                (since, waits) = (clock.GetTimestamp(), await waiting.FindAsync(run?.Kind, cancellation));

            yield return progress with { Waiting = waits };

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
