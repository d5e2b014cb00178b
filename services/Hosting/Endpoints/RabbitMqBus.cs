using MassTransit;
using MassTransit.Configuration;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.RabbitMqTransport.Middleware;
using MassTransit.RabbitMqTransport.Topology;
using MassTransit.Transports;
using MassTransit.Util;
using Microsoft.Extensions.DependencyInjection;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Endpoints;

/// <summary>
/// The bus over RabbitMQ, except that it can do without the right to create anything: by itself it declares the exchange again, which
/// needs that right although the exchange is there, before it publishes or sends to it.
/// </summary>
internal sealed class RabbitMqBus : TransportRegistrationBusFactory<IRabbitMqReceiveEndpointConfigurator>
{
    private readonly Bus _bus;
    private readonly Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator> _configure;

    public RabbitMqBus(Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator> configure)
        : this(new Bus(new RabbitMqTopologyConfiguration(RabbitMqBusFactory.CreateMessageTopology())), configure)
    {
    }

    private RabbitMqBus(Bus bus, Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator> configure)
        : base(bus.Host) => (_bus, _configure) = (bus, configure);

    public override IBusInstance CreateBus(
        IBusRegistrationContext context, IEnumerable<IBusInstanceSpecification> specifications, string busName)
    {
        _bus.Host.Queues = context.GetRequiredService<QueueList>();
        return CreateBus(new RabbitMqBusFactoryConfigurator(_bus), context, _configure, specifications);
    }

    private sealed class Bus
        : RabbitMqBusConfiguration, IRabbitMqBusConfiguration, IBusConfiguration, IEndpointConfigurationObserverConnector
    {
        public Bus(IRabbitMqTopologyConfiguration topology)
            : base(topology) => Host = new Host(this, topology);

        public Host Host { get; }

        IRabbitMqHostConfiguration IRabbitMqBusConfiguration.HostConfiguration => Host;

        IHostConfiguration IBusConfiguration.HostConfiguration => Host;

        ConnectHandle IEndpointConfigurationObserverConnector.ConnectEndpointConfigurationObserver(
            IEndpointConfigurationObserver observer) => Host.ConnectEndpointConfigurationObserver(observer);
    }

    private sealed class Host : RabbitMqHostConfiguration, IRabbitMqHostConfiguration
    {
        private readonly Recycle<IConnectionContextSupervisor> _connection;

        public Host(IRabbitMqBusConfiguration bus, IRabbitMqTopologyConfiguration topology)
            : base(bus, topology) => _connection = new(() => new Connection(this, topology));

        public QueueList Queues { get; set; } = new();

        IConnectionContextSupervisor IRabbitMqHostConfiguration.ConnectionContextSupervisor => _connection.Supervisor;
    }

    private sealed class Connection : ConnectionContextSupervisor, IConnectionContextSupervisor
    {
        private readonly Host _host;
        private readonly IRabbitMqTopologyConfiguration _topology;

        public Connection(Host host, IRabbitMqTopologyConfiguration topology)
            : base(host, topology) => (_host, _topology) = (host, topology);

        Task<ISendTransport> IConnectionContextSupervisor.CreateSendTransport(
            RabbitMqReceiveEndpointContext endpoint, IChannelContextSupervisor channels, Uri address) =>
            _host.Queues.MayDeclare ? CreateSendTransport(endpoint, channels, address)
                : Declared(endpoint, channels, _topology.Send.GetSendSettings(new RabbitMqEndpointAddress(_host.HostAddress, address)));

        Task<ISendTransport> IConnectionContextSupervisor.CreatePublishTransport<T>(
            RabbitMqReceiveEndpointContext endpoint, IChannelContextSupervisor channels) =>
            _host.Queues.MayDeclare ? CreatePublishTransport<T>(endpoint, channels)
                : Declared(endpoint, channels, _topology.Publish.GetMessageTopology<T>().GetSendSettings(_host.HostAddress));

        /// <summary>As the base does it, with nothing to declare. Nothing is sent with a delay, so that needs no exchange.</summary>
        private Task<ISendTransport> Declared(
            RabbitMqReceiveEndpointContext endpoint, IChannelContextSupervisor channels, SendSettings settings)
        {
            var nothing = new ConfigureRabbitMqTopologyFilter<SendSettings>(
                settings, new PublishEndpointBrokerTopologyBuilder().BuildBrokerTopology());
            var transport = new SendTransport<ChannelContext>(new RabbitMqSendTransportContext(
                _host, endpoint, new ChannelContextSupervisor(channels), nothing, settings.ExchangeName, Pipe.Empty<ChannelContext>(), ""));
            channels.AddSendAgent(transport);
            return Task.FromResult<ISendTransport>(transport);
        }
    }
}
