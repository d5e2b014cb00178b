using System.Net.Mime;
using MassTransit;

namespace Presage.Hosting.Messaging.Public;

/// <summary>Reads with another deserializer, after a look at what is to be read.</summary>
internal sealed class CheckedSerializerFactory(IMessageDeserializer deserializer) : ISerializerFactory
{
    public ContentType ContentType => deserializer.ContentType;

    public IMessageDeserializer CreateDeserializer() => new CheckedDeserializer(deserializer);

    public IMessageSerializer CreateSerializer() => (IMessageSerializer)deserializer;
}
