using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Life;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Stores;

/// <summary>
/// Says once that the store was taken away from under the process, and ends it when it does not come back, so that whoever keeps it running
/// starts it anew, over the store that is there then.
/// </summary>
internal sealed class LostStoreExit(
    LostStore store, QueueList queues, MessagingOptions options, RestartExit exit, IHostApplicationLifetime lifetime,
    TimeProvider clock, ILogger<LostStoreExit> log)
    : LifelongService(lifetime)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task LiveAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        for (long? since = null; await timer.WaitForNextTickAsync(stopping);)
        {
            // Whoever only asks others may have no store at all.
            if (options.Transport != MessagingOptions.InMemory && queues.Queues.Count == 0)
                continue;

            var why = await store.WhyAsync(stopping);
            if (why is null && since is not null)
                Log.StoreIsBack(log);
            else if (why is not null && since is null)
                Log.StoreIsLost(log, why.Message, why.Remedy, options.RestartAfter.TotalSeconds);

            since = why is null ? null : since ?? clock.GetTimestamp();
            if (since is { } lost && clock.GetElapsedTime(lost) >= options.RestartAfter)
            {
                exit.Begin();
                return;
            }
        }
    }
}
