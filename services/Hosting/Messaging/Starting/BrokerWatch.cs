using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Life;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>
/// Looks after the broker, and ends a process whose bus does not come back although its broker answers, or answers by a refusal, so that
/// whoever keeps it running starts it anew: a bus that lost its connection at a bad moment can wait for ever for something that is gone,
/// and settings that were mended are read at the start. Nothing is lost by it; what the process had in hand is delivered again.
/// </summary>
internal sealed class BrokerWatch(
    IBusControl bus, QueueList queues, BrokerPulse pulse, BrokerState state, MessagingOptions options, RestartExit exit,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<BrokerWatch> log) : LifelongService(lifetime)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task LiveAsync(CancellationToken stoppingToken)
    {
        if (options.Transport == MessagingOptions.InMemory)
            return;

        // A bus that is told to stop is out of order on purpose.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, Lifetime.ApplicationStopping);
        var outage = new Outage(options.RestartAfter);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stopping.Token))
        {
            // Until then the gate looks itself.
            if (!queues.ArePassed)
                continue;

            var met = await LookAsync(stopping.Token);
            var works = Works && state.Refusal is not { Trouble: BrokerTrouble.Right };
            if (!outage.IsTooLong(works, met is null or { NeedsPeople: true }, clock.GetUtcNow()) || queues.Queues.Count == 0)
                continue;

            End();
            return;
        }
    }

    private bool Works => bus.CheckHealth().Status == BusHealthStatus.Healthy;

    /// <returns>Why the broker cannot be used, as far as a connection of one's own can tell.</returns>
    private async Task<BrokerRefusal?> LookAsync(CancellationToken cancellation)
    {
        var met = await pulse.BeatAsync(cancellation);
        state.Connected(met ?? (Works ? null : OfBus()));
        return met;
    }

    /// <summary>A right to read is missing where the bus takes from a queue. That it has lost its connection it says as well.</summary>
    private BrokerRefusal? OfBus() => bus.CheckHealth().Endpoints.Values
        .Select(endpoint => endpoint.Exception is { } exception ? BrokerRefusal.Of(exception, options) : null)
        .FirstOrDefault(refusal => refusal is { NeedsPeople: true });

    private void End()
    {
        if (state.Refusal is { } refusal)
            Log.BrokerStillRefuses(log, refusal.Sentence, options.RestartAfter.TotalSeconds, refusal.Remedy);
        else
            Log.BusIsStuck(log, options.BrokerName, options.RestartAfter.TotalSeconds);

        exit.Begin();
    }
}
