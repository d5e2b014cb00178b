using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Engine;
using Presage.Hosting.Faults;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Ownership;
using Presage.Hosting.Messaging.Starting;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Stores;

namespace Presage.Hosting.Endpoints;

public static class MessagingExtensions
{
    /// <summary>The bus with the given consumers; the same consumers and definitions on every transport.</summary>
    /// <exception cref="PresageException">The configured transport does not exist, or an option is out of range.</exception>
    public static void AddMessaging(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> consumers)
    {
        var options = MessagingOptions.Of(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddBroker();
        services.AddSingleton<MessageDelay>();
        services.AddSingleton<FaultRecorder>();
        services.AddSingleton(provider => new BulkQueues(provider.GetServices<SliceConsumer>(), options));
        services.AddSingleton<QueueList>();
        services.AddSingleton<MessagesInHand>();
        services.AddSingleton<OwnStore>();
        services.AddSingleton<OwnerGate>();
        services.Configure<MassTransitHostOptions>(
            bus => (bus.ConsumerStopTimeout, bus.StopTimeout) = (options.StopTimeout, options.BusStopTimeout));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ProcessStopTimeout);
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new QueueNames(options));
            bus.AddReceiveObserver(provider => provider.GetRequiredService<MessagingMetrics>());
            bus.AddReceiveObserver(provider => provider.GetRequiredService<MessagesInHand>());
            bus.AddPublishObserver(provider => provider.GetRequiredService<MessagingMetrics>());
            bus.AddSendObserver(provider => provider.GetRequiredService<MessagingMetrics>());
            bus.AddPublishObserver(provider => provider.GetRequiredService<PublishWatch>());
            bus.AddSendObserver(provider => provider.GetRequiredService<PublishWatch>());
            consumers(bus);
            bus.UseTransport(options, builder.Environment.ApplicationName);
        });
        services.RemoveMassTransitHostedService();
        services.AddHostedService<BusHost>();
        services.AddSingleton<RestartExit>();
        services.AddSingleton<LostStore>();
        services.AddHostedService<LostStoreExit>();
        services.AddHostedService<BrokerWatch>();
        services.AddHostedService<OwnerWatch>();
    }

    private static void UseTransport(this IBusRegistrationConfigurator bus, MessagingOptions options, string connection)
    {
        switch (options.Transport)
        {
            case MessagingOptions.InMemory:
                bus.AddConfigureEndpointsCallback((context, _, endpoint) => endpoint.UseQueueDefaults(context, options));
                bus.UsingInMemory((context, transport) => transport.UseEndpoints(context));
                break;
            case MessagingOptions.RabbitMq:
                bus.UseRabbitMq(options, connection);
                break;
            default:
                throw new PresageException(
                    ErrorKind.Invalid, "unknown-transport",
                    $"The transport '{options.Transport}' does not exist.",
                    $"Set {MessagingOptions.Section}:Transport to {MessagingOptions.InMemory} or {MessagingOptions.RabbitMq}.");
        }
    }
}
