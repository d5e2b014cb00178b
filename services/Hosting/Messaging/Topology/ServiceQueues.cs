using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Presage.Hosting.Messaging.Topology;

/// <summary>Which service each queue of this process belongs to: the one whose assembly has the queue's consumers.</summary>
internal sealed class ServiceQueues
{
    private readonly Dictionary<string, string> _serviceOf;
    private readonly MessagingOptions _options;

    private ServiceQueues(Dictionary<string, string> serviceOf, MessagingOptions options) => (_serviceOf, _options) = (serviceOf, options);

    public IEnumerable<string> Services => _serviceOf.Values.Distinct().Order(StringComparer.Ordinal);

    /// <summary>Everything that the process takes messages from or puts them into by name.</summary>
    public IReadOnlyList<QueueSpec> All(IEnumerable<SliceConsumer> slices) => _serviceOf.Count == 0
        ? []
        :
        [
            .. _serviceOf.Keys.Select(queue => new QueueSpec(queue, QueueArguments.Work(FaultQueueOf(queue)))),
            .. slices.Select(consumer => new QueueSpec(consumer.BulkQueue, QueueArguments.Work(FaultQueueOf(consumer.Queue)))),
            .. Services.Select(service => new QueueSpec(FaultQueue(service), QueueArguments.Fault)),
            .. _options.BrokerDelays().Select(delay => new QueueSpec(DelayQueues.NameOf(_options, delay), QueueArguments.Delay(delay))),
        ];

    public static ServiceQueues Of(IRegistrationContext context, MessagingOptions options)
    {
        var names = new QueueNames(options);
        return new(
            context.GetServices<IConsumerRegistration>()
                .Select(registration =>
                    (Queue: registration.GetDefinition(context).GetEndpointName(names), Service: ServiceOf(registration.Type)))
                .Distinct()
                .ToDictionary(queue => queue.Queue, queue => queue.Service),
            options);
    }

    /// <summary>Exchange and queue for what the broker gives up on, such as a message that kills every process which takes it.</summary>
    public string FaultQueueOf(string queue) => FaultQueue(_serviceOf[queue]);

    public string FaultQueue(string service) => _options.Named($"{service}-faults");

    private static string ServiceOf(Type consumer) => consumer.Assembly.GetName().Name!.Split('.')[^1].ToLowerInvariant();
}
