using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Presage.Hosting.Messaging.Ownership;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>
/// Starts the bus once store and broker answer, and stops it before the rest of the process, whose health is told until then. A bus that is
/// stopped while it starts may wait for ever for a connection that it never gets: it is left to start, and stopped then.
/// </summary>
internal sealed class BusHost(
    IBusDepot bus, QueueList queues, MessagingOptions options, IOptions<MassTransitHostOptions> stop, IServiceProvider services,
    MessagesInHand inHand, TimeProvider clock, ILogger<BusHost> log) : IHostedLifecycleService
{
    /// <summary>For a bus that was told to stop before it had started, or that has nothing in hand any more.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private Task? _start;
    private Task? _stop;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Whatever holds its thread here must not hold what else starts, which tells that this one has not yet.
        await Task.Yield();

        var takesMessages = options.Transport != MessagingOptions.InMemory && queues.Queues.Count > 0;
        await ActivatorUtilities.CreateInstance<StoreGate>(services).PassAsync(takesMessages, cancellationToken);
        if (options.Transport != MessagingOptions.InMemory)
        {
            await ActivatorUtilities.CreateInstance<BrokerGate>(services).PassAsync(
                queues.Queues, takesMessages && !queues.AreOnlyDeployed ? options.RestartAfter : TimeSpan.Zero, cancellationToken);
            await services.GetRequiredService<OwnerGate>().PassAsync(
                queues, services.GetService<TopologyDeployment.TopologyOnly>() is { Adopts: true }, cancellationToken);
        }

        queues.ArePassed = true;
        cancellationToken.ThrowIfCancellationRequested();
        _start = bus.Start(CancellationToken.None);
        await _start.WaitAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _stop ??= StopOnceAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task StopOnceAsync(CancellationToken cancellation)
    {
        if (_start is null)
            return;

        if (!await EndsAsync(_start, LongestFarewell, cancellation))
            Log.BusIsLeftBehind(log);
        else if (_start.IsCompletedSuccessfully && !await TryStopAsync(stop.Value.StopTimeout ?? options.BusStopTimeout, cancellation))
            Log.BusIsLeftBehind(log);
    }

    /// <summary>
    /// Stops the bus, which finishes or hands back what it has. Once it has nothing any more it needs no time: a broker that is away says
    /// no farewell.
    /// </summary>
    private async Task<bool> TryStopAsync(TimeSpan longest, CancellationToken cancellation)
    {
        var stopping = Task.Run(() => bus.Stop(longest, cancellation), CancellationToken.None);
        var (begun, idle) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (!await EndsAsync(stopping, Look, cancellation))
        {
            if (inHand.Count > 0)
                idle = clock.GetTimestamp();

            if (cancellation.IsCancellationRequested || clock.GetElapsedTime(begun) >= longest
                || clock.GetElapsedTime(idle) >= LongestFarewell)
                return false;
        }

        return stopping.IsCompletedSuccessfully;
    }

    /// <summary>Whether something comes to its end, well or not, within a time.</summary>
    private async Task<bool> EndsAsync(Task task, TimeSpan time, CancellationToken cancellation)
    {
        await Task.WhenAny(task, Task.Delay(time, clock, cancellation));
        return task.IsCompleted;
    }
}
