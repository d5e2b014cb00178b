using RabbitMQ.Client;

namespace Presage.Hosting.Checks.Broker;

/// <summary>
/// Whether the broker takes messages: one that is short of memory or disk says so to whoever publishes, and to nobody else.
/// </summary>
internal static class BrokerAlarm
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <param name="connection">It is of no use afterwards.</param>
    /// <returns>Why it takes none; null when it takes them.</returns>
    public static async Task<string?> FindAsync(IConnection connection, CancellationToken cancellation)
    {
        var blocked = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionBlockedAsync += (_, reason) =>
        {
            blocked.TrySetResult(reason.Reason);
            return Task.CompletedTask;
        };
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            blocked.TrySetResult(null);
            return Task.CompletedTask;
        };

        // There is no such exchange, so the message goes nowhere.
        await channel.BasicPublishAsync($"presage-{Guid.NewGuid():N}", "", ReadOnlyMemory<byte>.Empty, cancellation);
        try
        {
            return await blocked.Task.WaitAsync(Longest, cancellation);
        }
        catch (TimeoutException)
        {
            return "it does not answer to what is published";
        }
    }
}
