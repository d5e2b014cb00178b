using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Presage.Contracts;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Checks.Broker;

public static class BrokerChecks
{
    /// <summary>What is looked at of the broker; nothing where processes speak to each other in memory.</summary>
    /// <param name="services">Those of a process with the consumers whose queues are looked at; its bus is made, and not started.</param>
    /// <param name="store">Id of the store that is looked at; null while it has none.</param>
    /// <param name="place">Where it is, in words.</param>
    public static IReadOnlyList<ICheck> Of(IServiceProvider services, Func<CancellationToken, Task<string?>> store, string place)
    {
        var options = services.GetRequiredService<MessagingOptions>();
        if (options.Transport != MessagingOptions.RabbitMq)
            return [];

        // Queues are known once the bus is made.
        var bus = services.GetRequiredService<IBusControl>();
        var queues = services.GetRequiredService<QueueList>().Queues;
        var connector = services.GetRequiredService<BrokerConnector>();
        var clock = services.GetRequiredService<TimeProvider>();
        var broker = new BrokerDoor(connector, options);
        return
        [
            new BrokerCheck(broker, clock),
            new OwnerCheck(connector, options, store, place, clock),
            new QueueCheck(broker, queues, [.. ExchangesOf(bus)]),
            new PolicyCheck(options, broker, queues),
        ];
    }

    /// <summary>Exchanges of the messages that processes publish.</summary>
    private static IEnumerable<string> ExchangesOf(IBus bus)
    {
        foreach (var message in typeof(IRunMessage).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IRunMessage))))
            if (bus.Topology.TryGetPublishAddress(message, out var address))
                yield return Uri.UnescapeDataString(address.Segments[^1]);
    }
}
