using MassTransit;

namespace Presage.Hosting.Messaging.Topology;

/// <summary>
/// Arguments of queues. A queue keeps the ones it was declared with, and refuses whoever declares it with others: a change needs a new name, or the old queue
/// drained and deleted first.
/// </summary>
internal static class QueueArguments
{
    /// <summary>Deliveries, after which a message that is never acknowledged goes to the fault queue. Kills, restarts and stops count, so it is well above what a bad day brings.</summary>
    private const int DeliveryLimit = 20;

    public const string DeadLetterExchange = "x-dead-letter-exchange";

    /// <summary>A queue of work, whose given-up messages go to a fault queue and are held here until they are there.</summary>
    public static void UseWorkQueue(this IRabbitMqReceiveEndpointConfigurator endpoint, string faultQueue)
    {
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        endpoint.BindDeadLetterQueue(faultQueue, faultQueue, queue => queue.SetQuorumQueue());
        foreach (var (name, value) in SafeDeadLetters)
            endpoint.SetQueueArgument(name, value);
    }

    /// <summary>Dead letters are kept until their target has confirmed them; by default the broker sends them once and forgets.</summary>
    public static IReadOnlyDictionary<string, object> SafeDeadLetters { get; } =
        new Dictionary<string, object> { ["x-dead-letter-strategy"] = "at-least-once", ["x-overflow"] = "reject-publish" };
}
