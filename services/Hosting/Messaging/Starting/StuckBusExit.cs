using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>
/// Ends a process whose bus does not come back although its broker answers, so that whoever keeps it running starts it anew: a bus that
/// lost its connection at a bad moment can wait for ever for something that is gone. Nothing is lost by it; what the process had in hand is
/// delivered again.
/// </summary>
internal sealed class StuckBusExit(
    IBusControl bus, QueueList queues, MessagingOptions options, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<StuckBusExit> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    private ITimer? _lastResort;

    public override void Dispose()
    {
        _lastResort?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (queues.Queues.Count == 0)
            return;

        // A bus that is told to stop is out of order on purpose.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var outage = new Outage(options.RestartAfter);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stopping.Token))
        {
            var works = bus.CheckHealth().Status == BusHealthStatus.Healthy;
            if (!outage.IsTooLong(works, works || await AnswersAsync(stopping.Token), clock.GetUtcNow()))
                continue;

            End();
            return;
        }
    }

    private void End()
    {
        Log.BusIsStuck(log, options.BrokerName, options.RestartAfter.TotalSeconds);
        Environment.ExitCode = 1;
        lifetime.StopApplication();

        // What is stuck may not stop, either.
        _lastResort = clock.CreateTimer(_ => Environment.Exit(1), null, options.ProcessStopTimeout, Timeout.InfiniteTimeSpan);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            var factory = options.ConnectionFactory("presage watch");
            factory.ContinuationTimeout = LongestAnswer;
            await using var connection = await factory.CreateConnectionAsync(cancellation);
            return connection.IsOpen;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
