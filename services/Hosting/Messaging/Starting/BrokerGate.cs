using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting.Messaging.Topology;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>
/// What has to be so before a process starts its bus: the broker answers, and every queue is there. A broker closes the connection of
/// whoever consumes from a quorum queue that another channel is just creating, and a bus whose connection goes while it starts may never
/// start. The bus creates its queues on many channels at once, so they are created here before: one after the other, and by one process at
/// a time.
/// </summary>
internal sealed class BrokerGate(MessagingOptions options, TimeProvider clock, ILogger<BrokerGate> log)
{
    private const string Lock = "presage-topology-lock";

    /// <summary>A process that hangs while it holds the lock loses it after twice this time.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Waits until the bus may start.</summary>
    public async Task PassAsync(IReadOnlyList<QueueSpec> queues, CancellationToken cancellation)
    {
        for (long? said = null; ;)
        {
            try
            {
                await TryPassAsync(queues, cancellation);
                return;
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

    private async Task TryPassAsync(IReadOnlyList<QueueSpec> queues, CancellationToken cancellation)
    {
        await using var connection = await ConnectAsync(cancellation);
        try
        {
            if (queues.Count > 0)
                await LockAsync(connection, cancellation);

            // Nothing is created beside a queue that differs.
            var absent = new List<QueueSpec>();
            foreach (var queue in queues)
                if (!await ExistsAsync(connection, queue, cancellation))
                    absent.Add(queue);

            foreach (var queue in absent)
                await DeclareAsync(connection, queue, cancellation);
        }
        catch (Exception exception) when (!connection.IsOpen && !cancellation.IsCancellationRequested)
        {
            throw new BrokerAwayException(exception);
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        var factory = options.ConnectionFactory("presage start");
        factory.RequestedHeartbeat = Heartbeat;
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
    private static async Task<bool> ExistsAsync(IConnection connection, QueueSpec queue, CancellationToken cancellation)
    {
        // An error closes the channel.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue.Name, cancellation);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }

        await DeclareAsync(connection, queue, cancellation);
        return true;
    }

    /// <summary>Creates a queue. One that is there already is compared.</summary>
    private static async Task DeclareAsync(IConnection connection, QueueSpec queue, CancellationToken cancellation)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            await channel.QueueDeclareAsync(
                queue.Name, durable: true, exclusive: false, autoDelete: false, queue.Arguments.ToDictionary(),
                cancellationToken: cancellation);
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
