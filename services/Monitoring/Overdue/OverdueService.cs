using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Life;

namespace Presage.Monitoring.Overdue;

/// <summary>Looks for overdue jobs now and then.</summary>
internal sealed class OverdueService(
    OverdueJobs overdue, OverdueOptions options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<OverdueService> log)
    : LifelongService(lifetime)
{
    protected override async Task LiveAsync(CancellationToken stopping)
    {
        // The bus stops first, and tells nobody any more.
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stopping, Lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(options.Interval, clock);
        while (await timer.WaitForNextTickAsync(stopped.Token))
            await SweepAsync(stopped.Token);
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
