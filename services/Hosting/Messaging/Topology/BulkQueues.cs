namespace Presage.Hosting.Messaging.Topology;

/// <summary>
/// Where the slices of large stages go, and those of work that can wait. Were they published as those of small ones are, tonight's scoring
/// would wait behind every slice of a backfill; a worker takes from both queues at the same time.
/// </summary>
public sealed class BulkQueues
{
    private readonly Dictionary<Type, Uri> _addresses;
    private readonly MessagingOptions _options;

    internal BulkQueues(IEnumerable<SliceConsumer> consumers, MessagingOptions options)
    {
        // An address "queue:..." would declare the queue again, as a classic one.
        _addresses = consumers.ToDictionary(consumer => consumer.Message, consumer => new Uri($"exchange:{consumer.BulkQueue}"));
        _options = options;
    }

    /// <summary>The address for the messages of a stage; null when they are published.</summary>
    /// <param name="canWait">Whether they go behind those of others however few they are.</param>
    public Uri? Of<T>(int slices, bool canWait = false) =>
        canWait || slices >= _options.BulkFrom ? _addresses.GetValueOrDefault(typeof(T)) : null;
}
