using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Presage.Monitoring.Stalls;

/// <summary>Looks for stuck runs now and then.</summary>
internal sealed class StalledRunWatchdog(
    StalledRuns stuck, StalledRunOptions options, TimeProvider clock, ILogger<StalledRunWatchdog> logger) : BackgroundService
{
    /// <summary>A publish neither fails nor ends while the broker is away.</summary>
    private static readonly TimeSpan LongestSweep = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await SweepAsync(stoppingToken);
    }

    /// <summary>Store or broker may be away for a while; the next look comes.</summary>
    private async Task SweepAsync(CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(LongestSweep);
        try
        {
            await stuck.SweepAsync(patience.Token);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            Log.SweepFailed(logger, error);
        }
    }
}
