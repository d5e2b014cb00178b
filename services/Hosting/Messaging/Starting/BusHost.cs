using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>Starts the bus once store and broker answer, and stops it with the process.</summary>
internal sealed class BusHost(
    IBusDepot bus, QueueList queues, MessagingOptions options, IOptions<MassTransitHostOptions> stop, IServiceProvider services,
    ILogger<BusHost> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var takesMessages = options.Transport != MessagingOptions.InMemory && queues.Queues.Count > 0;
        await ActivatorUtilities.CreateInstance<StoreGate>(services).PassAsync(takesMessages, cancellationToken);
        if (options.Transport != MessagingOptions.InMemory)
            await ActivatorUtilities.CreateInstance<BrokerGate>(services).PassAsync(queues.Queues, cancellationToken);

        await bus.Start(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var longest = stop.Value.StopTimeout ?? options.BusStopTimeout;
        try
        {
            await bus.Stop(longest, cancellationToken).WaitAsync(longest, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Log.BusIsLeftBehind(log);
        }
    }
}
