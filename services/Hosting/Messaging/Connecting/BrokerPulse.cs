using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>
/// Publishes a message that goes nowhere, over a connection of its own: a broker tells only those who publish that it is out of memory,
/// and one that stands still is found out long before the bus notices.
/// </summary>
public sealed class BrokerPulse(
    BrokerConnector connector, BrokerState state, MessagingOptions options, TimeProvider clock, ILogger<BrokerPulse> log) : IAsyncDisposable
{
    private const string Name = "presage-pulse";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    /// <summary>A broker writes a line of each message to an exchange that is not there.</summary>
    private static readonly TimeSpan BetweenMisses = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private IConnection? _connection;
    private IChannel? _channel;
    private TaskCompletionSource _blocked = new();
    private long? _missedAt;

    /// <summary>The exchange that nothing is bound to.</summary>
    public static string Exchange(MessagingOptions options) => options.Named(Name);

    /// <summary>
    /// Whether nothing is published, since the exchange was just missing. A broker that is out of memory says so also to whoever publishes
    /// to one that is not there.
    /// </summary>
    private bool IsMute => _missedAt is { } at && clock.GetElapsedTime(at) < BetweenMisses;

    /// <returns>Why the broker cannot be used; null when it can, even if it takes no messages.</returns>
    public async Task<BrokerRefusal?> BeatAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(LongestAnswer);
        try
        {
            await OpenAsync(patience.Token);
            if (!IsMute && !_blocked.Task.IsCompleted)
                await PublishAsync(patience.Token);

            return null;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            var reason = _channel?.CloseReason;
            Leave();
            return reason is { Initiator: ShutdownInitiator.Peer } ? BrokerRefusal.Of(new OperationInterruptedException(reason), options)
                : BrokerRefusal.Of(exception, options);
        }
        finally
        {
            _one.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        Leave();
        _one.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        if (_connection is not { IsOpen: true })
        {
            Leave();
            var connection = await connector.ConnectAsync("presage watch", cancellation, LongestAnswer);
            var blocked = _blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            connection.ConnectionBlockedAsync += (_, why) =>
            {
                state.Block(why.Reason);
                blocked.TrySetResult();
                return Task.CompletedTask;
            };
            connection.ConnectionUnblockedAsync += (_, _) =>
            {
                _blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                state.Unblock();
                return Task.CompletedTask;
            };
            _connection = connection;
        }

        if (_channel is not { IsOpen: true } && !IsMute && !_blocked.Task.IsCompleted)
            _channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellation);
    }

    /// <summary>A broker that is out of memory reads nothing more of the connection, so that the message stays on its way.</summary>
    private async Task PublishAsync(CancellationToken cancellation)
    {
        var blocked = _blocked.Task;
        var publish = _channel!.BasicPublishAsync(
            Exchange(options), "", mandatory: false, new BasicProperties(), ReadOnlyMemory<byte>.Empty, CancellationToken.None).AsTask();
        if (await Task.WhenAny(publish, blocked).WaitAsync(cancellation) == blocked)
        {
            _ = publish.ContinueWith(late => late.Exception, TaskScheduler.Default);
            return;
        }

        try
        {
            // It says nothing of what comes after it: the broker may have said meanwhile that it takes no more.
            await publish;
            _missedAt = null;
        }
        catch (Exception) when (_channel.CloseReason is { ReplyCode: Constants.NotFound })
        {
            // A topology that was deployed by an older version, or nobody yet.
            if (_missedAt is null)
                Log.PulseIsMissing(log, options.BrokerName, Exchange(options), BetweenMisses.TotalSeconds);

            _missedAt = clock.GetTimestamp();
        }
    }

    /// <summary>Without waiting for the broker's farewell.</summary>
    private void Leave()
    {
        _ = _connection?.AbortAsync(LongestAnswer);
        (_connection, _channel) = (null, null);
        state.Unblock();
    }
}
