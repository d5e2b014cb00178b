using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Presage.Hosting.Faults;
using Presage.Hosting.Messaging;
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
                queue.UseWorkQueue(queues!.FaultQueueOf(name));

            endpoint.UseQueueDefaults(context, options);
        });
        bus.UsingRabbitMq((context, transport) =>
        {
            transport.Host(options.Host, connection);
            transport.UsePublishRules(context);
            transport.DeployTopologyOnly = context.GetService<TopologyDeployment.TopologyOnly>() is not null;
            queues = ServiceQueues.Of(context);
            context.GetRequiredService<QueueList>().Queues = queues.All(context.GetServices<SliceConsumer>(), options.BrokerDelays());
            transport.UseEndpoints(context);
            foreach (var service in queues.Services)
                transport.ReceiveEndpoint(ServiceQueues.FaultQueue(service), endpoint => endpoint.UseFaultQueue(context, options));
        });
    }

    private static void UseWorkQueue(this IRabbitMqReceiveEndpointConfigurator endpoint, string faultQueue)
    {
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
        endpoint.ConfigureChannel(channel => channel.UseFilter(new DelayQueues(options.BrokerDelays())));
        endpoint.ConfigureReceive(receive => receive.UseFilter(filter));
    }
}
