using System.Text.Json;
using Presage.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Publishes requests as another process of Presage does, again and again until the broker has confirmed them.</summary>
internal static class Requests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task PublishAsync<T>(Uri broker, T request)
        where T : IRunMessage
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var message = Guid.NewGuid();
        while (!await TryPublishAsync(broker, request, message, patience.Token))
            await Task.Delay(Pause, patience.Token);
    }

    private static async Task<bool> TryPublishAsync<T>(Uri broker, T request, Guid message, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellation);
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellation);
            var properties = new BasicProperties
            {
                ContentType = "application/vnd.masstransit+json",
                Persistent = true,
                MessageId = $"{message}",
            };
            var envelope = new
            {
                messageId = message,
                messageType = new[] { $"urn:message:Presage.Contracts:{typeof(T).Name}" },
                message = request,
            };
            await channel.BasicPublishAsync(
                $"Presage.Contracts:{typeof(T).Name}", "", mandatory: true, properties,
                JsonSerializer.SerializeToUtf8Bytes(envelope, JsonSerializerOptions.Web), cancellation);
            return true;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && IsOfBroker(error))
        {
            return false;
        }
    }

    /// <summary>What a connection says whose broker goes away, before or after it was made.</summary>
    private static bool IsOfBroker(Exception error) => error
        is RabbitMQClientException or IOException or TimeoutException or OperationCanceledException or ObjectDisposedException;
}
