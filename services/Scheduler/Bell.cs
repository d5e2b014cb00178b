namespace Presage.Scheduler;

/// <summary>Has whoever looks after jobs in this process look at once.</summary>
public sealed class Bell
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        lock (_rung)
            if (_rung.CurrentCount == 0)
                _rung.Release();
    }

    /// <summary>Waits until it is rung, but no longer than given.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var rung = _rung.WaitAsync(patience.Token);
        await Task.WhenAny(rung, Task.Delay(longest, clock, patience.Token));
        await patience.CancelAsync();
        await rung.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
