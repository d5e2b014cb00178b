namespace Presage.Hosting.Messaging.Topology;

/// <summary>The queues that this process needs, known once its bus is made; none where the transport has no broker.</summary>
internal sealed class QueueList
{
    public IReadOnlyList<QueueSpec> Queues { get; set; } = [];

    /// <summary>Whether they are created and nothing is taken from them.</summary>
    public bool AreOnlyDeployed { get; set; }

    /// <summary>Whether they are there, so that the bus may start.</summary>
    public bool ArePassed { get; set; }

    /// <summary>
    /// Whether the account may create queues and exchanges; otherwise they are there already, and nothing is declared. Known once the
    /// broker has been asked.
    /// </summary>
    public bool MayDeclare { get; set; } = true;
}

internal sealed record QueueSpec(string Name, IReadOnlyDictionary<string, object?> Arguments);
