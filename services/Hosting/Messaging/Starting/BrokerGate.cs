using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Topology;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>
/// What has to be so before a process starts its bus: the broker answers, and every queue is there. A broker closes the connection of
/// whoever consumes from a quorum queue that another channel is just creating, and a bus whose connection goes while it starts may never
/// start. The bus creates its queues on many channels at once, so they are created here before: one after the other, and by one process at
/// a time. An account that may create nothing is enough where another has created everything.
/// </summary>
internal sealed class BrokerGate(
    BrokerConnector connector, BrokerPulse pulse, BrokerState state, QueueList topology, MessagingOptions options, TimeProvider clock,
    ILogger<BrokerGate> log)
{
    private const string Lock = "presage-topology-lock";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenRefusals = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Waits until the bus may start.</summary>
    /// <param name="patience">How long a refusal is borne that only people mend; what comes by itself is waited for without end.</param>
    /// <exception cref="PresageException">The broker refuses.</exception>
    public async Task PassAsync(IReadOnlyList<QueueSpec> queues, TimeSpan patience, CancellationToken cancellation)
    {
        long? said = null;
        long? refused = null;
        while (await TryPassAsync(queues, cancellation) is { } trouble)
        {
            var (refusal, exception) = trouble;
            if (refusal.NeedsPeople)
            {
                refused ??= clock.GetTimestamp();
                if (clock.GetElapsedTime(refused.Value) >= patience)
                    throw refusal.ToException(exception);

                state.Connected(refusal);
            }
            else if (said is null || clock.GetElapsedTime(said.Value) >= BetweenLines)
            {
                Log.WaitingForBroker(log, options.BrokerName, refusal.Sentence);
                (said, refused) = (clock.GetTimestamp(), null);
            }

            await Task.Delay(refusal.NeedsPeople ? BetweenRefusals : Pause, clock, cancellation);
        }

        state.Connected(null);
    }

    /// <returns>What stands against it; null when the bus may start.</returns>
    private async Task<(BrokerRefusal Refusal, Exception? Exception)?> TryPassAsync(
        IReadOnlyList<QueueSpec> queues, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await connector.ConnectAsync("presage start", cancellation);
            topology.MayDeclare = await LockAsync(connection, isPatient: queues.Count > 0, cancellation);
            if (queues.Count > 0)
                await PassAsync(connection, queues, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            return (BrokerRefusal.Of(exception, options), exception);
        }

        return await pulse.BeatAsync(cancellation) is { } refusal ? (refusal, null) : null;
    }

    private async Task PassAsync(IConnection connection, IReadOnlyList<QueueSpec> queues, CancellationToken cancellation)
    {
        // Nothing is created beside a queue that differs.
        var absent = new List<QueueSpec>();
        foreach (var queue in queues)
            if (!await ExistsAsync(connection, queue, cancellation))
                absent.Add(queue);

        if (!topology.MayDeclare)
        {
            if (absent.Count > 0)
                throw new PresageException(
                    ErrorKind.Forbidden, "broker-right-missing",
                    $"The broker {options.BrokerName} has no queue {absent[0].Name}, and the account "
                        + $"{BrokerAddress.Of(options).User} may not create it.",
                    "Deploy the topology with an account that may, or give this one the right to configure.");

            return;
        }

        await using (var channel = await connection.CreateChannelAsync(cancellationToken: cancellation))
            await channel.ExchangeDeclareAsync(
                BrokerPulse.Exchange(options), ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellation);

        foreach (var queue in absent)
            await DeclareAsync(connection, queue, cancellation);
    }

    /// <summary>An exclusive queue belongs to one connection, and is gone with it.</summary>
    /// <param name="isPatient">Whether to wait until nobody else has it.</param>
    /// <returns>Whether the account may create anything; otherwise another has.</returns>
    private async Task<bool> LockAsync(IConnection connection, bool isPatient, CancellationToken cancellation)
    {
        while (true)
        {
            // An error closes the channel, so each try has its own; the one that succeeds stays open with the connection.
            var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            try
            {
                await channel.QueueDeclareAsync(
                    options.Named(Lock), durable: false, exclusive: true, autoDelete: false, cancellationToken: cancellation);
                return true;
            }
            catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.ResourceLocked)
            {
                if (!isPatient)
                    return true;

                await Task.Delay(Pause, clock, cancellation);
            }
            catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.AccessRefused)
            {
                return false;
            }
        }
    }

    /// <exception cref="PresageException"><c>queue-differs</c>.</exception>
    private async Task<bool> ExistsAsync(IConnection connection, QueueSpec queue, CancellationToken cancellation)
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

        if (topology.MayDeclare)
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
        catch (OperationInterruptedException exception) when (exception.ShutdownReason is { ReplyCode: Constants.PreconditionFailed } reason
            && !reason.ReplyText.Contains("limit", StringComparison.Ordinal))
        {
            throw new PresageException(
                ErrorKind.Conflict, "queue-differs",
                $"The broker has a queue {queue.Name} that is not as this version needs it: {reason.ReplyText}",
                "Let the services that are running empty it, stop them, delete the queue, and deploy the topology again.", exception);
        }
    }
}
