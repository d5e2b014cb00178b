using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>Starts the bus once its broker answers, and stops it with the process.</summary>
internal sealed class BusHost(IBusDepot bus, QueueList queues, MessagingOptions options, IOptions<MassTransitHostOptions> stop, IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Transport == MessagingOptions.InMemory)
        {
            await bus.Start(cancellationToken);
            return;
        }

        await using var gate = await ActivatorUtilities.CreateInstance<BrokerGate>(services).OpenAsync(queues.Queues, cancellationToken);
        await bus.Start(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        bus.Stop(stop.Value.StopTimeout ?? options.BusStopTimeout, cancellationToken);
}
