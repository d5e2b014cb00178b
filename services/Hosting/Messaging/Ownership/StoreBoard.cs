using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Topology;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Presage.Hosting.Messaging.Ownership;

/// <summary>
/// What deployments write to each other in the broker: one queue has a message that names the store which the queues belong to, another
/// the notes of those that tried to use them over a different one. Both are read by taking the messages and giving them back, so that
/// whoever may only read and write needs no more.
/// </summary>
internal sealed class StoreBoard : IAsyncDisposable
{
    private const int MostNotes = 20;
    private const int Tries = 10;

    /// <summary>A message that somebody else is just reading is not there for a moment.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan NotesKept = TimeSpan.FromMinutes(10);

    private readonly IConnection _connection;
    private readonly MessagingOptions _options;

    private StoreBoard(IConnection connection, MessagingOptions options) => (_connection, _options) = (connection, options);

    /// <summary>The queue that names the owner.</summary>
    public static string OwnerQueue(MessagingOptions options) => options.Named("presage-store");

    public static string NotesQueue(MessagingOptions options) => options.Named("presage-store-notes");

    public static IReadOnlyList<QueueSpec> Queues(MessagingOptions options) =>
    [
        new(OwnerQueue(options), QueueArguments.Board(1)),
        new(NotesQueue(options), QueueArguments.Notes(MostNotes, NotesKept)),
    ];

    public static async Task<StoreBoard> OpenAsync(BrokerConnector connector, MessagingOptions options, CancellationToken cancellation) =>
        new(await connector.ConnectAsync("presage store", cancellation), options);

    /// <summary>Makes the queues reachable by exchanges of their names; the queues themselves are there.</summary>
    public async Task DeclareAsync(CancellationToken cancellation)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellation);
        foreach (var queue in Queues(_options).Select(queue => queue.Name))
        {
            await channel.ExchangeDeclareAsync(
                queue, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellation);
            await channel.QueueBindAsync(queue, queue, "", cancellationToken: cancellation);
        }
    }

    /// <summary>The store that the queues belong to; null when nobody has claimed them, or that cannot be read.</summary>
    public async Task<StoreMark?> OwnerAsync(CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await ReadAsync(OwnerQueue(_options), 1, cancellation) is not { } found)
                return null;
            if (found is [var owner])
                return owner;

            await Task.Delay(Pause, cancellation);
        }

        return null;
    }

    public async Task<IReadOnlyList<StoreMark>> NotesAsync(CancellationToken cancellation) =>
        await ReadAsync(NotesQueue(_options), MostNotes, cancellation) ?? [];

    /// <summary>Writes that the queues belong to a store, unless that is written; who was first is read afterwards.</summary>
    public Task ClaimAsync(StoreMark mine, CancellationToken cancellation) => WriteAsync(OwnerQueue(_options), mine, cancellation);

    /// <summary>Writes that the queues belong to a store from now on, whoever they belonged to.</summary>
    public async Task AdoptAsync(StoreMark mine, CancellationToken cancellation)
    {
        await using (var channel = await _connection.CreateChannelAsync(cancellationToken: cancellation))
            while (await channel.BasicGetAsync(OwnerQueue(_options), autoAck: true, cancellation) is not null)
            {
            }

        await ClaimAsync(mine, cancellation);
        await NoteAsync(mine with { Adopted = true }, cancellation);
    }

    public Task NoteAsync(StoreMark mine, CancellationToken cancellation) => WriteAsync(NotesQueue(_options), mine, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _connection.AbortAsync();
        await _connection.DisposeAsync();
    }

    /// <returns>Null when there is no such queue, or the account may not read it.</returns>
    private async Task<IReadOnlyList<StoreMark>?> ReadAsync(string queue, int most, CancellationToken cancellation)
    {
        // What was taken and not acknowledged goes back when the channel closes; an error closes it as well.
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            var found = new List<StoreMark>();
            ulong last = 0;
            while (found.Count < most && await channel.BasicGetAsync(queue, autoAck: false, cancellation) is { } message)
            {
                found.Add(Json.Read<StoreMark>(System.Text.Encoding.UTF8.GetString(message.Body.Span)));
                last = message.DeliveryTag;
            }

            if (last > 0)
                await channel.BasicNackAsync(last, multiple: true, requeue: true, cancellation);

            return found;
        }
        catch (OperationInterruptedException exception)
            when (exception.ShutdownReason?.ReplyCode is Constants.NotFound or Constants.AccessRefused)
        {
            return null;
        }
    }

    private async Task WriteAsync(string queue, StoreMark mark, CancellationToken cancellation)
    {
        await using var channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellation);
        try
        {
            await channel.BasicPublishAsync(
                queue, "", mandatory: true, new BasicProperties { Persistent = true, ContentType = "application/json" },
                System.Text.Encoding.UTF8.GetBytes(Json.Write(mark)), cancellation);
        }
        catch (PublishException)
        {
            // The queue is full, since somebody was first, or there is none: an older version has made the others.
        }
        catch (OperationInterruptedException exception)
            when (exception.ShutdownReason?.ReplyCode is Constants.AccessRefused or Constants.NotFound)
        {
            // The account may not write it, or nobody has made it; whoever may does.
        }
    }
}
