using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Observability;
using Presage.Storage;

namespace Presage.Monitoring.Deliveries;

/// <summary>Delivers now and then, and at once again while there is more.</summary>
internal sealed class DeliveryService(
    DeliveryRound round, IDeliveries deliveries, DeliveryOptions options, PresageMetrics metrics, TimeProvider clock,
    ILogger<DeliveryService> log) : BackgroundService
{
    private static readonly TimeSpan s_counting = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Interval, clock);
        var counted = DateTimeOffset.MinValue;
        do
        {
            await DeliverAsync(stoppingToken);
            if (clock.GetUtcNow() - counted < s_counting)
                continue;

            counted = clock.GetUtcNow();
            await CountAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
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
