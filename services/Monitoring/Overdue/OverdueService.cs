using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Presage.Monitoring.Overdue;

/// <summary>Looks for overdue jobs now and then.</summary>
internal sealed class OverdueService(
    OverdueJobs overdue, OverdueOptions options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<OverdueService> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The bus stops first, and tells nobody any more.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(options.Interval, clock);
        while (await timer.WaitForNextTickAsync(stopping.Token))
            await SweepAsync(stopping.Token);
    }

    /// <summary>Store or broker may be away for a while; the next look comes.</summary>
    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            await overdue.SweepAsync(stopping);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            Log.OverdueSweepFailed(log, error);
        }
    }
}
