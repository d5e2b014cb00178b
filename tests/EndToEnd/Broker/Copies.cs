using Presage.Tests.EndToEnd.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>
/// Publishes copies of messages, with the same message ids, to the queues that the messages went to: at once or a while later.
/// </summary>
internal sealed class Copies : IAsyncDisposable
{
    private const string Queue = "copies";
    private const string Mark = "copy";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private int _count;

    private Copies(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public int Count => _count;

    /// <param name="pause">After which pause a message is copied; null leaves it alone.</param>
    public static async Task<Copies> StartAsync(VirtualHost host, Func<TimeSpan?> pause)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var connection = await new ConnectionFactory
        {
            Uri = host.Address,
            NetworkRecoveryInterval = TimeSpan.FromMilliseconds(500),
        }.CreateConnectionAsync(cancellation);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellation);
        foreach (var queue in await host.LengthsAsync())
            if (queue.Consumers > 0 && !queue.Queue.EndsWith("-faults", StringComparison.Ordinal))
                await channel.QueueBindAsync(Queue, queue.Queue, "", cancellationToken: cancellation);

        var copies = new Copies(connection, channel);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => copies.CopyAsync(delivery, pause);
        await channel.BasicConsumeAsync(Queue, autoAck: true, consumer, cancellation);
        return copies;
    }

    public async ValueTask DisposeAsync()
    {
        await Eventually.TrueAsync(TryDeleteAsync, Patience, "the queue of the copies is deleted");
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    /// <summary>Not while the connection is not restored after the broker was away.</summary>
    private async Task<bool> TryDeleteAsync()
    {
        try
        {
            await _channel.QueueDeleteAsync(Queue);
            return true;
        }
        catch (Exception error) when (error is RabbitMQClientException or IOException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private Task CopyAsync(BasicDeliverEventArgs delivery, Func<TimeSpan?> pause)
    {
        if (delivery.BasicProperties.Headers?.ContainsKey(Mark) != true && pause() is { } after)
        {
            var properties = new BasicProperties(delivery.BasicProperties);
            properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>()) { [Mark] = true };
            _ = PublishAsync(delivery.Exchange, properties, delivery.Body.ToArray(), after);
        }

        return Task.CompletedTask;
    }

    private async Task PublishAsync(string exchange, BasicProperties properties, byte[] body, TimeSpan after)
    {
        await Task.Delay(after);
        try
        {
            await _channel.BasicPublishAsync(exchange, "", mandatory: false, properties, body);
            Interlocked.Increment(ref _count);
        }
        catch (Exception error) when (error is RabbitMQClientException or IOException or ObjectDisposedException)
        {
            // The broker is away, and the copy is lost.
        }
    }
}
