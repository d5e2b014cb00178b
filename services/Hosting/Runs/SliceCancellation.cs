using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>
/// Looks now and then, while a slice is worked on, whether its run still wants it, so that long work is given up soon after its run was
/// cancelled.
/// </summary>
internal sealed class SliceCancellation : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ended;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _looking;

    public SliceCancellation(RunTracker tracker, Run run, CancellationToken cancellation)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _looking = LookAsync(tracker, run);
    }

    /// <summary>Cancelled when the run has ended, or the work is to stop for another reason.</summary>
    public CancellationToken Ended => _ended.Token;

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();

        // A store that cannot be read just now says nothing about the run.
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
        _done.Dispose();
    }

    private async Task LookAsync(RunTracker tracker, Run run)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(_done.Token))
        {
            if (await tracker.IsStillRunningAsync(run, _done.Token))
                continue;

            await _ended.CancelAsync();
            return;
        }
    }
}
