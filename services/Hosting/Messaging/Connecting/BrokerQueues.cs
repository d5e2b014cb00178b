using Presage.Engine;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>What the broker itself says of its queues, over a connection that is made when it is first asked and kept.</summary>
public sealed class BrokerQueues(BrokerConnector connector, MessagingOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _one = new(1, 1);
    private IConnection? _connection;

    /// <summary>Whether there is a broker to ask.</summary>
    public bool HasBroker => options.Transport == MessagingOptions.RabbitMq;

    /// <summary>The queues of these names that are there.</summary>
    /// <param name="cancellation">
    /// When it comes, a broker that stands still is left alone, and the next question makes a connection anew.
    /// </param>
    /// <exception cref="PresageException">The broker does not answer, or refuses.</exception>
    public async Task<IReadOnlyList<QueueFigures>> LookAsync(IEnumerable<string> queues, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var connection = await OpenAsync(cancellation);
            var found = new List<QueueFigures>();
            foreach (var queue in queues)
                if (await FindAsync(connection, queue, cancellation) is { } figures)
                    found.Add(figures);

            return found;
        }
        catch (Exception exception)
        {
            Leave();
            if (cancellation.IsCancellationRequested)
                throw;

            throw exception is OperationCanceledException or TimeoutException ? Silent(exception)
                : BrokerRefusal.Of(exception, options).ToException(exception);
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

    private async Task<IConnection> OpenAsync(CancellationToken cancellation)
    {
        if (_connection is { IsOpen: true })
            return _connection;

        return _connection = await connector.ConnectAsync("presage queues", cancellation, LongestAnswer);
    }

    private static async Task<QueueFigures?> FindAsync(IConnection connection, string queue, CancellationToken cancellation)
    {
        // An error closes the channel.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            var found = await channel.QueueDeclarePassiveAsync(queue, cancellation);
            return new QueueFigures(queue, found.MessageCount, found.ConsumerCount);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    private PresageException Silent(Exception exception) => new(
        ErrorKind.Unavailable, "broker-unreachable",
        $"The broker {options.BrokerName} has not answered for {LongestAnswer.TotalSeconds} s.",
        $"Start the broker, or set {MessagingOptions.Section}__Host to the address of the one that runs.", exception);

    /// <summary>Without waiting for the broker's farewell.</summary>
    private void Leave()
    {
        _ = _connection?.AbortAsync(LongestAnswer);
        _connection = null;
    }
}

/// <param name="Messages">Those that nobody has in hand.</param>
public sealed record QueueFigures(string Queue, long Messages, long Consumers);
