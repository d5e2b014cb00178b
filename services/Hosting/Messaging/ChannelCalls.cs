using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Presage.Hosting.Messaging;

/// <summary>The calls of a channel that declare and publish, with the arguments that Presage always gives.</summary>
internal static class ChannelCalls
{
    private static readonly Dictionary<string, object> None = [];

    /// <summary>A durable exchange that hands everything to each of its queues.</summary>
    public static Task DeclareFanoutAsync(this ChannelContext channel, string name, CancellationToken cancellation) =>
        channel.ExchangeDeclare(name, ExchangeType.Fanout, durable: true, autoDelete: false, None, cancellation);

    public static Task DeclareQueueAsync(
        this ChannelContext channel, string name, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellation) =>
        channel.QueueDeclare(
            name, durable: true, exclusive: false, autoDelete: false,
            arguments.ToDictionary(argument => argument.Key, argument => argument.Value!), cancellation);

    public static Task BindQueueAsync(this ChannelContext channel, string queue, string exchange, CancellationToken cancellation) =>
        channel.QueueBind(queue, exchange, "", None, cancellation);

    /// <summary>Publishes and waits for the broker's word that a queue has it.</summary>
    public static Task PublishConfirmedAsync(
        this ChannelContext channel, string exchange, string key, BasicProperties properties, byte[] body,
        CancellationToken cancellation) =>
        channel.BasicPublishAsync(exchange, key, mandatory: true, properties, body, awaitAck: true, cancellation);
}
