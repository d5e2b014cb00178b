using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Life;
using Presage.Hosting.Retention;

namespace Presage.Monitoring.Retention;

/// <summary>Deletes old records now and then.</summary>
internal sealed class RetentionService(
    RetentionSweep sweep, RetentionOptions options, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<RetentionService> log) : LifelongService(lifetime)
{
    protected override async Task LiveAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Interval, clock);
        do
            await SweepAsync(stopping);
        while (await timer.WaitForNextTickAsync(stopping));
    }

    /// <summary>The store may be away for a while, or a run be taken up again just then; the next time comes.</summary>
    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            await sweep.SweepAsync(stopping);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            Log.DeletionFailed(log, error);
        }
    }
}
