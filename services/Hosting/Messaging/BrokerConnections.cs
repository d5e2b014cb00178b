using RabbitMQ.Client;

namespace Presage.Hosting.Messaging;

internal static class BrokerConnections
{
    /// <summary>For a connection beside the bus's: one that is lost stays so, and whoever has it makes another.</summary>
    /// <param name="name">For whoever looks at the broker.</param>
    public static ConnectionFactory ConnectionFactory(this MessagingOptions options, string name) =>
        new() { Uri = options.Host, AutomaticRecoveryEnabled = false, ClientProvidedName = name };
}
