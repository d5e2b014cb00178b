using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Life;
using Presage.Hosting.Observability;
using Presage.Storage;

namespace Presage.Monitoring.Deliveries;

/// <summary>Delivers now and then, and at once again while there is more.</summary>
internal sealed class DeliveryService(
    DeliveryRound round, IDeliveries deliveries, DeliveryOptions options, PresageMetrics metrics,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<DeliveryService> log) : LifelongService(lifetime)
{
    private static readonly TimeSpan s_counting = TimeSpan.FromMinutes(1);

    protected override async Task LiveAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Interval, clock);
        var counted = clock.GetUtcNow();
        do
        {
            await DeliverAsync(stopping);
            if (clock.GetUtcNow() - counted < s_counting)
                continue;

            counted = clock.GetUtcNow();
            await CountAsync(stopping);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    /// <summary>The store may be away for a while; the next time comes.</summary>
    private async Task DeliverAsync(CancellationToken stopping)
    {
        try
        {
            while (await round.DeliverAsync(stopping) == options.AtOnce)
                stopping.ThrowIfCancellationRequested();
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            Log.DeliveringFailed(log, error);
        }
    }

    private async Task CountAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var (state, count) in await deliveries.CountAsync(stopping))
                metrics.Deliveries(state.ToString().ToLowerInvariant(), count);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            Log.DeliveringFailed(log, error);
        }
    }
}
