using Presage.Hosting.Messaging.Topology;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Presage.Hosting.Checks.Broker;

/// <summary>
/// Finds out what the account may do without doing it. The broker looks at rights first, and at arguments last: a request that is right up
/// to its last argument is refused for that argument if the account may do it, and for the right that is missing if it may not.
/// </summary>
internal sealed class AccessProbe(IConnection connection)
{
    private const string NoNumber = "none";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    public Task<ushort> ExistsAsync(string queue, CancellationToken cancellation) =>
        AskAsync(channel => channel.QueueDeclarePassiveAsync(queue, cancellation), cancellation);

    /// <summary>Whether the queue, which is there, is as it is needed; nothing is created.</summary>
    public Task<ushort> DeclareAsync(QueueSpec queue, CancellationToken cancellation) =>
        DeclareAsync(queue.Name, queue.Arguments.ToDictionary(), cancellation);

    /// <summary>Whether the queue, which is not there, could be made; it is not.</summary>
    public Task<ushort> WouldDeclareAsync(QueueSpec queue, CancellationToken cancellation) =>
        DeclareAsync(queue.Name, new Dictionary<string, object?>(queue.Arguments) { ["x-expires"] = NoNumber }, cancellation);

    public Task<ushort> WouldConsumeAsync(string queue, CancellationToken cancellation) => AskAsync(
        channel => channel.BasicConsumeAsync(
            queue, autoAck: false, "", noLocal: false, exclusive: false, new Dictionary<string, object?> { ["x-priority"] = NoNumber },
            new AsyncEventingBasicConsumer(channel), cancellation),
        cancellation);

    public Task<ushort> WouldPublishAsync(string exchange, CancellationToken cancellation) => AskAsync(
        async channel =>
        {
            var answer = new TaskCompletionSource<ShutdownEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
            channel.ChannelShutdownAsync += (_, shutdown) =>
            {
                answer.TrySetResult(shutdown);
                return Task.CompletedTask;
            };
            var properties = new BasicProperties { Expiration = NoNumber };
            await channel.BasicPublishAsync(exchange, "", mandatory: true, properties, ReadOnlyMemory<byte>.Empty, cancellation);
            throw new OperationInterruptedException(await answer.Task.WaitAsync(LongestAnswer, cancellation));
        },
        cancellation);

    private Task<ushort> DeclareAsync(string queue, Dictionary<string, object?> arguments, CancellationToken cancellation) => AskAsync(
        channel => channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellation),
        cancellation);

    /// <returns>The code with which the broker refuses, 0 if it does not.</returns>
    private async Task<ushort> AskAsync(Func<IChannel, Task> ask, CancellationToken cancellation)
    {
        // An error closes the channel.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            await ask(channel);
            return 0;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason is { } reason && connection.IsOpen)
        {
            return reason.ReplyCode;
        }
    }
}
