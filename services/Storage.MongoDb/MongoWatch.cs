using System.Diagnostics;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Bounds how long an operation may be without an answer, whatever the driver waits for meanwhile: a server, a connection, a command, or
/// a second try of one. An answer to one of its commands begins the time anew; for one that may keep a server busy for long, a sign of
/// life does.
/// </summary>
internal sealed class MongoWatch(MongoCluster cluster, MongoSettings settings, IStoreWaits? waits = null)
{
    private readonly AsyncLocal<Operation?> _current = new();

    private TimeSpan LongestWait => cluster.Address.Settings.ServerSelectionTimeout is var patience && patience > settings.LongestWait
        ? patience : settings.LongestWait;

    /// <summary>Something was received on behalf of whoever called.</summary>
    public void Received() => _current.Value?.Answered();

    /// <param name="isLong">Whether a server may be at work on one command for longer than anybody waits for an answer.</param>
    /// <exception cref="Engine.PresageException"><c>store-unreachable</c>; what was begun is left behind.</exception>
    public async Task<T> WatchAsync<T>(Func<Task<T>> work, bool isLong)
    {
        if (_current.Value is not null)
            return await work();

        var operation = _current.Value = new Operation();
        var task = work();
        for (var hasSaid = false; !task.IsCompleted;)
        {
            var silence = operation.Silence(isLong ? cluster.LastHeartbeat : 0);
            if (silence >= LongestWait)
            {
                _ = task.ContinueWith(left => left.Exception, TaskScheduler.Default);
                throw MongoFaults.Silent(cluster, LongestWait);
            }

            if (silence >= settings.LongWait && !hasSaid)
            {
                waits?.Waits(
                    $"The store {cluster.Address.Name} has not answered for {settings.LongWait.TotalSeconds:0} s; "
                        + $"it is waited for up to {LongestWait.TotalSeconds:0} s.");
                hasSaid = true;
            }

            await WaitAsync(task, (hasSaid ? LongestWait : settings.LongWait) - silence);
        }

        return await task;
    }

    private static async Task WaitAsync(Task task, TimeSpan time)
    {
        using var done = new CancellationTokenSource();
        await Task.WhenAny(task, Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1), done.Token));
        await done.CancelAsync();
    }

    private sealed class Operation
    {
        private long _answered = Stopwatch.GetTimestamp();

        public void Answered() => Interlocked.Exchange(ref _answered, Stopwatch.GetTimestamp());

        public TimeSpan Silence(long heartbeat) => Stopwatch.GetElapsedTime(Math.Max(Interlocked.Read(ref _answered), heartbeat));
    }
}
