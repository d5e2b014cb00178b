using Presage.Tests.EndToEnd.Support;
using RabbitMQ.Client;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Messages as a client writes them that knows nothing of the bus.</summary>
internal static class Raw
{
    public static async Task PublishAsync(
        Uri broker, string exchange, ReadOnlyMemory<byte> body, string contentType, string? messageId = null,
        IDictionary<string, object?>? headers = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellation);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellation);
        var properties = new BasicProperties { ContentType = contentType, Persistent = true, MessageId = messageId, Headers = headers };
        await channel.BasicPublishAsync(exchange, "", mandatory: true, properties, body, cancellation);
    }

    /// <summary>Declares a queue as somebody would who knows nothing of Presage's.</summary>
    public static async Task DeclareClassicAsync(Uri broker, string queue)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellation);
    }

    /// <summary>Takes the message of a queue again and again and goes away without an answer, as a process does that dies of it.</summary>
    public static async Task DieOfAsync(Uri broker, string queue, int times)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellation);
        for (var time = 0; time < times; time++)
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            await Eventually.TrueAsync(
                async () => await channel.BasicGetAsync(queue, autoAck: false, cancellation) is not null, TimeSpan.FromSeconds(30),
                $"delivery {time + 1}");
        }
    }
}
