using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Presage.Hosting.Faults;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Ownership;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Endpoints;

/// <summary>Everything that is so only with a broker: arguments of queues, fault queues, delay queues, rules of publishing.</summary>
internal static class RabbitMqTransport
{
    /// <param name="connection">Name of the connections, for whoever looks at the broker.</param>
    public static void UseRabbitMq(this IBusRegistrationConfigurator bus, MessagingOptions options, string connection)
    {
        ServiceQueues? queues = null;
        bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
        {
            if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                queue.UseWorkQueue(queues!.FaultQueueOf(name), context.GetRequiredService<QueueList>());

            endpoint.UseQueueDefaults(context, options);
        });
        bus.SetBusFactory(new RabbitMqBus((context, transport) =>
        {
            var list = context.GetRequiredService<QueueList>();
            transport.Host(new BusSettings(context.GetRequiredService<BrokerConnector>(), options, connection));
            transport.MessageTopology.SetEntityNameFormatter(
                new PrefixEntityNameFormatter(transport.MessageTopology.EntityNameFormatter, options.Prefix));
            transport.UsePublishRules(context);
            transport.UseStamp(context);
            transport.UseBrokerState(context.GetRequiredService<BrokerState>());
            transport.DeployTopologyOnly = list.AreOnlyDeployed = context.GetService<TopologyDeployment.TopologyOnly>() is not null;
            queues = ServiceQueues.Of(context, options);
            list.Queues = Queues(queues.All(context.GetServices<SliceConsumer>()), options);
            transport.UseEndpoints(context);
            foreach (var service in queues.Services)
                transport.ReceiveEndpoint(queues.FaultQueue(service), endpoint => endpoint.UseFaultQueue(context, options));
        }));
    }

    /// <summary>Whoever takes messages also needs the queues that say whose they are.</summary>
    private static IReadOnlyList<QueueSpec> Queues(IReadOnlyList<QueueSpec> work, MessagingOptions options) =>
        work.Count == 0 ? [] : [.. work, .. StoreBoard.Queues(options)];

    /// <summary>Every message says which store it belongs to, and from which version of the program on it is understood.</summary>
    private static void UseStamp(this IRabbitMqBusFactoryConfigurator transport, IServiceProvider services)
    {
        var own = services.GetRequiredService<OwnStore>();
        transport.ConfigureSend(pipe => pipe.UseExecuteAsync(StampAsync));
        transport.ConfigurePublish(pipe => pipe.UseExecuteAsync(StampAsync));

        async Task StampAsync(SendContext message)
        {
            if (!message.Headers.TryGetHeader(StoreHeader.Name, out _))
                message.Headers.Set(StoreHeader.Name, await own.IdAsync(message.CancellationToken));
            if (ContractVersion.NeededBy(message.SupportedMessageTypes) is { } version)
                message.Headers.Set(ContractVersion.Header, version);
        }
    }

    private static ReceiveSettings SettingsOf(IRabbitMqReceiveEndpointConfigurator endpoint) =>
        ((IRabbitMqReceiveEndpointConfiguration)endpoint).Settings;

    private static void UseWorkQueue(this IRabbitMqReceiveEndpointConfigurator endpoint, string faultQueue, QueueList queues)
    {
        endpoint.ConfigureChannel(channel => channel.UseFilter(new DeclaredTopology(queues, SettingsOf(endpoint))));
        endpoint.BindDeadLetterQueue(faultQueue, faultQueue, queue => queue.SetArguments(QueueArguments.Fault));
        endpoint.SetArguments(QueueArguments.Work(faultQueue));
    }

    /// <summary>The queue of what the broker has given up on. The delay queues are declared with it.</summary>
    private static void UseFaultQueue(
        this IRabbitMqReceiveEndpointConfigurator endpoint, IServiceProvider services, MessagingOptions options)
    {
        var filter = ActivatorUtilities.CreateInstance<GivenUpFilter>(services);
        endpoint.SetArguments(QueueArguments.Fault);
        endpoint.PrefetchCount = 1;
        var queues = services.GetRequiredService<QueueList>();
        endpoint.ConfigureChannel(channel =>
        {
            channel.UseFilter(new DeclaredTopology(queues, SettingsOf(endpoint)));
            channel.UseFilter(new PublishedExchanges(queues));
            channel.UseFilter(new DelayQueues(queues, options));
        });
        endpoint.ConfigureReceive(receive => receive.UseFilter(filter));
    }
}
