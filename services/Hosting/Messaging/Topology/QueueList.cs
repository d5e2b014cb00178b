namespace Presage.Hosting.Messaging.Topology;

/// <summary>Names of the queues that this process needs, known once its bus is made; none where the transport has no broker.</summary>
internal sealed class QueueList
{
    public IReadOnlyList<string> Names { get; set; } = [];
}
