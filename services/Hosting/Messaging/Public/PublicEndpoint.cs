using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Presage.Hosting.Messaging.Public;

/// <summary>Makes a queue understand clients that know nothing of this bus: plain JSON, with or without a message id.</summary>
public static class PublicEndpoint
{
    /// <summary>For the definitions of consumers of public messages.</summary>
    public static void Configure(IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
    {
        var options = context.GetRequiredService<MessagingOptions>();
        endpoint.AddDeserializer(new CheckedSerializerFactory(new SystemTextJsonRawMessageSerializer(RawSerializerOptions.AnyMessageType), options.LargestMessage), true);
        endpoint.AddDeserializer(new CheckedSerializerFactory(SystemTextJsonMessageSerializer.Instance, options.LargestMessage));
        endpoint.UseConsumeFilter(typeof(MessageIdFilter<>), context);
    }
}
