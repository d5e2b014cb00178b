using System.Security.Cryptography;
using System.Text;
using MassTransit;
using Presage.Contracts;

namespace Presage.Hosting.Runs;

/// <summary>Ids of messages that follow from what they say, so that one that is published again is the same message.</summary>
public static class MessageIds
{
    /// <summary>Publishes under an id made from the run, the kind of message and what tells it from others of its kind in the run.</summary>
    /// <param name="context">What is being consumed; correlation and trace go on from there.</param>
    /// <param name="key">A slice's number, an alarm's id; empty when a run has one such message.</param>
    public static Task PublishOnceAsync<T>(this ConsumeContext context, T message, string key = "")
        where T : class, IRunMessage =>
        context.Publish(message, publish => publish.MessageId = Of(message.RunId ?? "", typeof(T).Name, key), context.CancellationToken);

    public static Guid Of(string run, string message, string key) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{run}\n{message}\n{key}")).AsSpan(0, 16));
}
