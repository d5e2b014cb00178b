using System.Net.Mime;
using MassTransit;

namespace Presage.Hosting.Messaging.Public;

/// <summary>Reads with another deserializer, after a look at what is to be read.</summary>
/// <param name="largest">Most bytes of a message.</param>
internal sealed class CheckedSerializerFactory(IMessageDeserializer deserializer, int largest) : ISerializerFactory
{
    public ContentType ContentType => deserializer.ContentType;

    public IMessageDeserializer CreateDeserializer() => new CheckedDeserializer(deserializer, largest);

    public IMessageSerializer CreateSerializer() => (IMessageSerializer)deserializer;
}
