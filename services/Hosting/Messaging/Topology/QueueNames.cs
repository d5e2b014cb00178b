using MassTransit;

namespace Presage.Hosting.Messaging.Topology;

/// <summary>Queues are called as the message that their consumer takes, after the deployment's prefix.</summary>
internal sealed class QueueNames(MessagingOptions options) : KebabCaseEndpointNameFormatter(includeNamespace: false)
{
    protected override string GetConsumerName(Type type) => options.Named(base.GetConsumerName(type));
}
