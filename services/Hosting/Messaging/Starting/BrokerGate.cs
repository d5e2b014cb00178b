using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting.Messaging.Topology;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>
/// What a process waits for before it starts its bus: that the broker answers, and that nobody else is creating queues. A broker closes the
/// connection of whoever consumes from a quorum queue that another connection is just declaring, so one process at a time creates what is
/// missing.
/// </summary>
internal sealed class BrokerGate(MessagingOptions options, TimeProvider clock, ILogger<BrokerGate> log)
{
    private const string Lock = "presage-topology-lock";

    /// <summary>A process that hangs while it holds the lock loses it after twice this time.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Waits until the bus may start.</summary>
    /// <returns>To be disposed of when it has started.</returns>
    public async Task<IAsyncDisposable> OpenAsync(IReadOnlyList<QueueSpec> queues, CancellationToken cancellation)
    {
        for (long? said = null; ;)
        {
            try
            {
                return await TryOpenAsync(queues, cancellation);
            }
            catch (BrokerAwayException exception)
            {
                if (said is null || clock.GetElapsedTime(said.Value) >= BetweenLines)
                {
                    Log.WaitingForBroker(log, options.BrokerName, exception.Message);
                    said = clock.GetTimestamp();
                }
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private async Task<IConnection> TryOpenAsync(IReadOnlyList<QueueSpec> queues, CancellationToken cancellation)
    {
        var connection = await ConnectAsync(cancellation);
        try
        {
            if (queues.Count > 0)
                await LockAsync(connection, cancellation);

            if (await HasAllAsync(connection, queues, cancellation))
                await connection.CloseAsync(cancellation);

            return connection;
        }
        catch (Exception exception)
        {
            var isLost = !connection.IsOpen && !cancellation.IsCancellationRequested;
            await connection.DisposeAsync();
            if (isLost)
                throw new BrokerAwayException(exception);

            throw;
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        var factory = new ConnectionFactory
        {
            Uri = options.Host,
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = Heartbeat,
            ClientProvidedName = "presage start",
        };
        try
        {
            return await factory.CreateConnectionAsync(cancellation);
        }
        catch (BrokerUnreachableException exception) when (exception.GetBaseException() is AuthenticationFailureException)
        {
            throw new PresageException(
                ErrorKind.Forbidden, "broker-refused", $"The broker {options.BrokerName} refuses the account {AccountOf(options.Host)}.",
                $"Set {MessagingOptions.Section}__Host to an address with the account's name and password; a broker keeps the password "
                    + "that it was created with.", exception);
        }
        catch (BrokerUnreachableException exception)
        {
            throw new BrokerAwayException(exception);
        }
    }

    private static string AccountOf(Uri host) =>
        host.UserInfo.Length == 0 ? ConnectionFactory.DefaultUser : Uri.UnescapeDataString(host.UserInfo.Split(':')[0]);

    /// <summary>An exclusive queue belongs to one connection, and is gone with it.</summary>
    private async Task LockAsync(IConnection connection, CancellationToken cancellation)
    {
        while (true)
        {
            // An error closes the channel, so each try has its own; the one that succeeds stays open with the connection.
            var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            try
            {
                await channel.QueueDeclareAsync(Lock, durable: false, exclusive: true, autoDelete: false, cancellationToken: cancellation);
                return;
            }
            catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.ResourceLocked)
            {
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    /// <exception cref="PresageException"><c>queue-differs</c>.</exception>
    private static async Task<bool> HasAllAsync(IConnection connection, IReadOnlyList<QueueSpec> queues, CancellationToken cancellation)
    {
        var hasAll = true;
        foreach (var queue in queues)
            hasAll &= await HasAsync(connection, queue, cancellation);

        return hasAll;
    }

    private static async Task<bool> HasAsync(IConnection connection, QueueSpec queue, CancellationToken cancellation)
    {
        // An error closes the channel.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue.Name, cancellation);
            await channel.QueueDeclareAsync(
                queue.Name, durable: true, exclusive: false, autoDelete: false, queue.Arguments.ToDictionary(),
                cancellationToken: cancellation);
            return true;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            throw new PresageException(
                ErrorKind.Conflict, "queue-differs",
                $"The broker has a queue {queue.Name} that is not as this version needs it: {exception.ShutdownReason.ReplyText}",
                "Let the services that are running empty it, stop them, delete the queue, and deploy the topology again.", exception);
        }
    }

    /// <summary>The broker does not answer, or has stopped while it was spoken to.</summary>
    private sealed class BrokerAwayException(Exception inner) : Exception(inner.GetBaseException().Message, inner);
}
