using Microsoft.Extensions.Hosting;

namespace Presage.Hosting.Life;

/// <summary>
/// Something that goes on for as long as the process. What fails in it ends the process, but not once that was told to stop: a store or
/// broker that is away by then concerns nobody any more, and must not make a stop look like a crash.
/// </summary>
public abstract class LifelongService(IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>The life of the process.</summary>
    protected IHostApplicationLifetime Lifetime => lifetime;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LiveAsync(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }
    }

    /// <param name="stopping">
    /// Comes when it is this one's turn to end, after the bus has stopped; that the process was told to stop
    /// <see cref="IHostApplicationLifetime.ApplicationStopping"/> says before.
    /// </param>
    protected abstract Task LiveAsync(CancellationToken stopping);
}
