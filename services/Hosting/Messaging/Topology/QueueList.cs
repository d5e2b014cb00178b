namespace Presage.Hosting.Messaging.Topology;

/// <summary>The queues that this process needs, known once its bus is made; none where the transport has no broker.</summary>
internal sealed class QueueList
{
    public IReadOnlyList<QueueSpec> Queues { get; set; } = [];
}

internal sealed record QueueSpec(string Name, IReadOnlyDictionary<string, object?> Arguments);
