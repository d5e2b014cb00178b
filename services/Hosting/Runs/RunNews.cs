using System.Collections.Concurrent;

namespace Presage.Hosting.Runs;

/// <summary>
/// Tells whoever follows a run in the process that works on it that the ledger says something new, so that it need not be asked all the
/// time.
/// </summary>
public sealed class RunNews
{
    private readonly ConcurrentDictionary<Listener, string> _listeners = [];

    /// <param name="run">Null for what concerns every run.</param>
    public void Tell(string? run)
    {
        foreach (var (listener, of) in _listeners)
            if (run is null || of == run)
                listener.Tell();
    }

    public Listener Listen(string run)
    {
        var listener = new Listener(this);
        _listeners[listener] = run;
        return listener;
    }

    public sealed class Listener(RunNews news) : IDisposable
    {
        private readonly SemaphoreSlim _told = new(0, 1);

        /// <summary>Waits for news since the last time, but no longer than given.</summary>
        public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => _told.WaitAsync(longest, cancellation);

        public void Dispose() => news._listeners.TryRemove(this, out _);

        internal void Tell()
        {
            lock (_told)
                if (_told.CurrentCount == 0)
                    _told.Release();
        }
    }
}
