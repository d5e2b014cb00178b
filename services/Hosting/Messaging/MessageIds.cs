using System.Security.Cryptography;
using System.Text;
using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Messaging;

namespace Presage.Hosting.Messaging;

/// <summary>Ids of messages that follow from what they say, so that one that is published again is the same message.</summary>
public static class MessageIds
{
    /// <summary>
    /// Publishes under an id made from the run, the kind of message and what tells it from others of its kind in the run.
    /// </summary>
    /// <param name="context">What is being consumed; correlation and trace go on from there.</param>
    /// <param name="key">A slice's number, an alarm's id; empty when a run has one such message.</param>
    /// <param name="address">Where to send it; null publishes it.</param>
    public static Task PublishOnceAsync<T>(this ConsumeContext context, T message, string key = "", Uri? address = null)
        where T : class, IRunMessage
    {
        var id = Of(message.RunId ?? "", typeof(T).Name, key);
        return PublishTimeout.LimitAsync(
            async cancellation =>
            {
                if (address is null)
                    await context.Publish(message, publish => publish.MessageId = id, cancellation);
                else
                    await (await context.GetSendEndpoint(address)).Send(message, send => send.MessageId = id, cancellation);
            },
            context.CancellationToken);
    }

    public static Guid Of(string run, string message, string key) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{run}\n{message}\n{key}")).AsSpan(0, 16));
}
