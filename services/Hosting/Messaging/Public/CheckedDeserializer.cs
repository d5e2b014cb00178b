using System.Net.Mime;
using MassTransit;
using Presage.Engine;

namespace Presage.Hosting.Messaging.Public;

/// <summary>
/// Refuses what is no JSON object. The bus itself takes an empty text for an object without fields, and drops what is not an object without
/// a word.
/// </summary>
internal sealed class CheckedDeserializer(IMessageDeserializer deserializer) : IMessageDeserializer
{
    public ContentType ContentType => deserializer.ContentType;

    public void Probe(ProbeContext context) => deserializer.Probe(context);

    /// <exception cref="PresageException"><c>invalid-message</c>.</exception>
    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        Check(receiveContext.Body);
        return deserializer.Deserialize(receiveContext);
    }

    /// <exception cref="PresageException"><c>invalid-message</c>.</exception>
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        Check(body);
        return deserializer.Deserialize(body, headers, destinationAddress);
    }

    public MessageBody GetMessageBody(string text) => deserializer.GetMessageBody(text);

    private static void Check(MessageBody body)
    {
        if (body.GetBytes().AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            throw new PresageException(
                ErrorKind.Invalid, "invalid-message", "A message came that is no JSON object.",
                "Send an object in UTF-8 as contracts/asyncapi.yaml describes it.");
    }
}
