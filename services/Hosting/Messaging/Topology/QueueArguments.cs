using MassTransit;

namespace Presage.Hosting.Messaging.Topology;

/// <summary>
/// Arguments of queues. A queue keeps the ones it was declared with, and refuses whoever declares it with others: a change needs a new
/// name, or the old queue drained and deleted first.
/// </summary>
internal static class QueueArguments
{
    /// <summary>
    /// Deliveries, after which a message that is never acknowledged goes to the fault queue. Kills, restarts and stops count, so it is well
    /// above what a bad day brings.
    /// </summary>
    private const int DeliveryLimit = 20;

    private const int ReadAsOftenAsOneLikes = 1_000_000_000;

    /// <summary>A queue of what the broker has given up on.</summary>
    public static IReadOnlyDictionary<string, object?> Fault { get; } = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };

    /// <summary>A queue of work, whose given-up messages go to a fault queue.</summary>
    public static IReadOnlyDictionary<string, object?> Work(string faultQueue) =>
        WithDeadLetters(faultQueue, "x-delivery-limit", DeliveryLimit);

    /// <summary>A queue whose messages go, after a time, to the queue that their routing key names.</summary>
    public static IReadOnlyDictionary<string, object?> Delay(TimeSpan time) =>
        WithDeadLetters("", "x-message-ttl", (long)time.TotalMilliseconds);

    /// <summary>
    /// A queue whose few messages are read by taking them and giving them back, which counts as a delivery: without a limit of its own a
    /// broker may have one that drops them. What is too many is refused, so that the first stays.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> Board(int most) => new Dictionary<string, object?>(Fault)
    {
        ["x-delivery-limit"] = ReadAsOftenAsOneLikes,
        ["x-max-length"] = most,
        ["x-overflow"] = "reject-publish",
    };

    /// <summary>Like <see cref="Board"/>; the messages go after a time, and the oldest when there are too many.</summary>
    public static IReadOnlyDictionary<string, object?> Notes(int most, TimeSpan kept) => new Dictionary<string, object?>(Fault)
    {
        ["x-delivery-limit"] = ReadAsOftenAsOneLikes,
        ["x-max-length"] = most,
        ["x-message-ttl"] = (long)kept.TotalMilliseconds,
    };

    public static void SetArguments(this IRabbitMqQueueConfigurator queue, IReadOnlyDictionary<string, object?> arguments)
    {
        foreach (var (name, value) in arguments)
            queue.SetQueueArgument(name, value!);
    }

    /// <summary>Dead letters are kept until their target has confirmed them; by default the broker sends them once and forgets.</summary>
    private static Dictionary<string, object?> WithDeadLetters(string exchange, string name, object value) => new(Fault)
    {
        [name] = value,
        ["x-dead-letter-exchange"] = exchange,
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };
}
