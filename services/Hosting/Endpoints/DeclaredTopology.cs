using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Middleware;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Endpoints;

/// <summary>
/// Where the account may not create anything, has the bus believe that it has declared its queue already; the start has seen that it is
/// there.
/// </summary>
internal sealed class DeclaredTopology(QueueList queues, ReceiveSettings settings) : IFilter<ChannelContext>
{
    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        if (!queues.MayDeclare)
        {
            context.GetOrAddPayload(() => settings);
            await context.OneTimeSetup<ConfigureTopologyContext<ReceiveSettings>>(() => Task.CompletedTask);
        }

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("declared-topology");
}

/// <summary>Declares the exchange of every message, also of those that nobody has published or asked for yet.</summary>
internal sealed class PublishedExchanges(QueueList queues) : IFilter<ChannelContext>
{
    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        if (queues.MayDeclare)
        {
            var topology = context.ConnectionContext.Topology.PublishTopology;
            await new ConfigureRabbitMqTopologyFilter<IPublishTopology>(topology, topology.GetPublishBrokerTopology())
                .Configure(context, context.CancellationToken);
        }

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("published-exchanges");
}
