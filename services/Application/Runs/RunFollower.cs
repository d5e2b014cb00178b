using System.Runtime.CompilerServices;
using Presage.Contracts.Api;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>
/// Follows runs in the ledger, whichever process works on them: by news when it is this one, otherwise by looking, the less often the
/// longer it takes, so that neither an end is noticed late nor the store is asked all the time.
/// </summary>
/// <param name="waiting">Asked when a run has stood still for a while.</param>
/// <param name="failures">What fails for good in this process; null where nothing is worked on.</param>
internal sealed class RunFollower(
    IRuns runs, RunOutlook outlook, RunWaiting waiting, RunPlannings plannings, RunNews news, TimeProvider clock,
    LocalFailures? failures = null)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ShortestOfEstimates = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Where this process is told what happens, it looks only for what another one may have done to the run.</summary>
    internal static readonly TimeSpan LongestWithNews = TimeSpan.FromSeconds(10);

    /// <summary>A wait is this part of the time that the run has been followed.</summary>
    private const int Part = 8;

    /// <summary>How long a failure may take to be recorded in the ledger before the ledger itself counts as broken.</summary>
    private static readonly TimeSpan PatienceAfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>How long nothing happens before it is said what is waited for.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(10);

    /// <summary>Planning that takes no longer is not worth a word.</summary>
    private static readonly TimeSpan LongPlanning = TimeSpan.FromSeconds(3);

    public async IAsyncEnumerable<RunProgress> FollowAsync(
        string id, bool estimate, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var listener = news.Listen(id);
        var begun = clock.GetTimestamp();
        var (done, since, waits) = (-1, clock.GetTimestamp(), default(WaitingRun));
        for (long? failedAt = null; ;)
        {
            var run = await runs.FindAsync(id, cancellation);
            var progress = await ProgressAsync(id, run, estimate, cancellation);
            if (progress.Stages.Sum(stage => 1 + stage.Done) is var now && now != done)
                (done, since, waits) = (now, clock.GetTimestamp(), null);
            else if (clock.GetElapsedTime(since) >= Standstill && run is null or { State: RunState.Running })
                (since, waits) = (clock.GetTimestamp(), await WaitingAsync(id, run, cancellation));

            var planning = clock.GetElapsedTime(begun) < LongPlanning || run is { State: not RunState.Running } ? null
                : await plannings.FindAsync(id, cancellation);
            yield return progress with { Waiting = planning is null ? waits : null, Planning = planning };

            if (run is { State: not RunState.Running })
                yield break;
            if (failures?.Latest is { } failed && clock.GetElapsedTime(failedAt ??= clock.GetTimestamp()) > PatienceAfterFailure)
                throw failed;

            var wait = failures is null ? WaitAfter(clock.GetElapsedTime(begun), estimate)
                : failedAt is not null ? PatienceAfterFailure
                : progress.Stages.Any(stage => stage.Done > 0) ? LongestWithNews : LongPlanning;
            await listener.WaitAsync(wait, cancellation);
        }
    }

    private async Task<WaitingRun?> WaitingAsync(string id, Run? run, CancellationToken cancellation) => run is null
        ? await waiting.FindUnknownAsync(id, isAsked: true, cancellation)
        : await waiting.FindAsync(run, await runs.StagesAsync(id, cancellation), cancellation);

    internal static TimeSpan WaitAfter(TimeSpan followed, bool estimate)
    {
        var (wait, shortest) = (followed / Part, estimate ? ShortestOfEstimates : Shortest);
        return wait < shortest ? shortest : wait > Longest ? Longest : wait;
    }

    private async Task<RunProgress> ProgressAsync(string id, Run? run, bool estimate, CancellationToken cancellation)
    {
        var stages = await runs.StagesAsync(id, cancellation);
        var remaining = estimate && run is not null ? await outlook.RemainingAsync(run, stages, cancellation) : null;
        return new RunProgress(id, run is null ? null : RunDocuments.StateOf(run.State), [.. stages.Select(RunDocuments.Stage)], remaining);
    }
}
