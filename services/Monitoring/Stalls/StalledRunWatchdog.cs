using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Life;

namespace Presage.Monitoring.Stalls;

/// <summary>Looks for stuck runs now and then.</summary>
internal sealed class StalledRunWatchdog(
    StalledRuns stuck, StalledRunOptions options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<StalledRunWatchdog> logger)
    : LifelongService(lifetime)
{
    /// <summary>A publish neither fails nor ends while the broker is away.</summary>
    private static readonly TimeSpan LongestSweep = TimeSpan.FromMinutes(2);

    protected override async Task LiveAsync(CancellationToken stoppingToken)
    {
        // The bus stops first, and wakes no run any more.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, Lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(options.Interval, clock);
        while (await timer.WaitForNextTickAsync(stopping.Token))
            await SweepAsync(stopping.Token);
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
