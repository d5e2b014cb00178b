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
        return waited < Count && await WaitAsync(context, _delays[waited], new()
        {
            [MessageHistory.DelaysHeader] = waited + 1,
            [MessageHistory.HistoryHeader] = Json.Write(MessageHistory.Of(context.TransportHeaders).Append(failure)),
        });
    }

    /// <summary>
    /// Puts a copy of a message that is nothing for this process into a delay queue, from where it comes back to its queue, again and
    /// again; once that is confirmed the message itself may be acknowledged.
    /// </summary>
    /// <returns>Whether it waits; not when it has for as long as it may, or the transport cannot wait.</returns>
    public async Task<bool> LeaveAsync(ReceiveContext context, TimeSpan longest)
    {
        var left = context.TransportHeaders.Get<int>(MessageHistory.LeftHeader) ?? 0;
        if (Count == 0 || Enumerable.Range(0, left).Aggregate(TimeSpan.Zero, (sum, time) => sum + DelayOf(time)) >= longest)
            return false;

        return await WaitAsync(context, DelayOf(left), new() { [MessageHistory.LeftHeader] = left + 1 });
    }

    /// <summary>The longest wait comes again and again.</summary>
    private TimeSpan DelayOf(int time) => _delays[Math.Min(time, Count - 1)];

    private async Task<bool> WaitAsync(ReceiveContext context, TimeSpan delay, Dictionary<string, object?> headers)
    {
        if (!context.TryGetPayload(out ChannelContext? channel) || !context.TryGetPayload(out RabbitMqBasicConsumeContext? consumed))
            return false;

        var properties = new BasicProperties(consumed.Properties);
        properties.Headers = new Dictionary<string, object?>(
            (properties.Headers ?? new Dictionary<string, object?>()).Where(header => !headers.ContainsKey(header.Key)).Concat(headers));
        await PublishTimeout.LimitAsync(
            token => channel.PublishConfirmedAsync(
                DelayQueues.NameOf(options, delay), context.Queue(), properties, context.GetBody(), token),
            context.CancellationToken);
        return true;
    }
}
