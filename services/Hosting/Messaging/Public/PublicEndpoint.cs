using MassTransit;
using MassTransit.Serialization;

namespace Presage.Hosting.Messaging.Public;

/// <summary>Makes a queue understand clients that know nothing of this bus: plain JSON, with or without a message id.</summary>
public static class PublicEndpoint
{
    /// <summary>For the definitions of consumers of public messages.</summary>
    public static void Configure(IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
    {
        endpoint.AddDeserializer(
            new CheckedSerializerFactory(new SystemTextJsonRawMessageSerializer(RawSerializerOptions.AnyMessageType)), true);
        endpoint.AddDeserializer(new CheckedSerializerFactory(SystemTextJsonMessageSerializer.Instance));
        endpoint.UseConsumeFilter(typeof(MessageIdFilter<>), context);
    }
}
