using System.Net.Mime;
using MassTransit;
using Presage.Engine;

namespace Presage.Hosting.Messaging.Public;

/// <summary>
/// Refuses what is no JSON object or is too large, before it costs anything. The bus itself takes an empty text for an object without fields, and drops what is not an
/// object without a word.
/// </summary>
internal sealed class CheckedDeserializer(IMessageDeserializer deserializer, int largest) : IMessageDeserializer
{
    public ContentType ContentType => deserializer.ContentType;

    public void Probe(ProbeContext context) => deserializer.Probe(context);

    /// <exception cref="PresageException"><c>message-too-large</c>, <c>invalid-message</c>.</exception>
    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        Check(receiveContext.Body);
        return deserializer.Deserialize(receiveContext);
    }

    /// <exception cref="PresageException"><c>message-too-large</c>, <c>invalid-message</c>.</exception>
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        Check(body);
        return deserializer.Deserialize(body, headers, destinationAddress);
    }

    public MessageBody GetMessageBody(string text) => deserializer.GetMessageBody(text);

    private void Check(MessageBody body)
    {
        var bytes = body.GetBytes();
        if (bytes.Length > largest)
            throw new PresageException(
                "message-too-large",
                $"A message of {bytes.Length:N0} bytes came, and {largest:N0} are allowed.",
                "Send several smaller ones, or raise Messaging:LargestMessage.");

        if (bytes.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            throw new PresageException("invalid-message", "A message came that is no JSON object.", "Send an object in UTF-8 as contracts/asyncapi.yaml describes it.");
    }
}
