using MassTransit;
using MassTransit.RabbitMqTransport;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;
using Presage.Storage;
using RabbitMQ.Client;

namespace Presage.Hosting.Faults;

/// <summary>Lets a message wait in the broker and come back to its queue.</summary>
internal sealed class MessageDelay(MessagingOptions options)
{
    private readonly IReadOnlyList<TimeSpan> _delays = options.BrokerDelays();

    /// <summary>How often a message may wait.</summary>
    public int Count => _delays.Count;

    /// <summary>
    /// Puts a copy of the message into the next delay queue; once that is confirmed the message itself may be acknowledged.
    /// </summary>
    /// <returns>Whether it waits; not when it has waited as often as it may, or the transport cannot wait.</returns>
    public async Task<bool> TryAsync(ReceiveContext context, FaultEvent failure)
    {
        var waited = MessageHistory.DelaysOf(context.TransportHeaders);
        if (waited >= Count || !context.TryGetPayload(out ChannelContext? channel)
            || !context.TryGetPayload(out RabbitMqBasicConsumeContext? consumed))
            return false;

        var properties = new BasicProperties(consumed.Properties);
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>())
        {
            [MessageHistory.DelaysHeader] = waited + 1,
            [MessageHistory.HistoryHeader] = Json.Write(MessageHistory.Of(context.TransportHeaders).Append(failure)),
        };
        await PublishTimeout.LimitAsync(
            token => channel.PublishConfirmedAsync(
                DelayQueues.NameOf(_delays[waited]), context.Queue(), properties, context.GetBody(), token),
            context.CancellationToken);
        return true;
    }
}
