using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Presage.Connections.Answers;
using Presage.Connections.Reading;
using Presage.Connections.Sending;
using Presage.Engine;
using Presage.Hosting.Observability;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Monitoring.Deliveries;

/// <summary>
/// Delivers what is due. A delivery is taken for a while, sent and stored as what came of it; a process that is killed in between leaves
/// it to the next one, under the same id, by which whoever gets it twice can tell.
/// </summary>
internal sealed class DeliveryRound(
    IDeliveries deliveries, IConnections connections, KnownConnections known, Sender sender, DeliveryOptions options, StoreTime time,
    PresageMetrics metrics, ILogger<DeliveryRound> log)
{
    /// <summary>A process that lives needs no longer to store what came of an attempt.</summary>
    private static readonly TimeSpan s_storing = TimeSpan.FromSeconds(30);

    /// <summary>Until when connections are left alone at which nobody has answered, as this process knows it.</summary>
    private readonly ConcurrentDictionary<string, DateTime> _resting = new();

    private int _underWay;

    /// <summary>Whether this process is just delivering.</summary>
    public bool IsUnderWay => Volatile.Read(ref _underWay) > 0;

    /// <returns>How many there were; as many as are under way at a time when there may be more.</returns>
    public async Task<int> DeliverAsync(CancellationToken cancellation)
    {
        var now = await time.NowAsync(cancellation);
        Interlocked.Increment(ref _underWay);
        try
        {
            var due = await deliveries.TakeAsync(now, options.Timeout + s_storing, options.AtOnce, cancellation);
            await Task.WhenAll(due.Select(delivery => DeliverAsync(delivery, cancellation)));
            return due.Count;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        var connection = await connections.FindAsync(delivery.Connection, cancellation);
        if (connection is null || connection.Stopped is not null)
            await EndAsync(delivery, Answer.Never(connection?.Stopped ?? Delivery.NoConnection), cancellation);
        else if (_resting.TryGetValue(delivery.Connection, out var until) && until > time.Now)
            await PutOffAsync(delivery, until, cancellation);
        else
            await SendAsync(connection, delivery with { Attempts = delivery.Attempts + 1 }, cancellation);
    }

    private async Task SendAsync(Connection connection, Delivery delivery, CancellationToken cancellation)
    {
        var answer = await AnswerAsync(connection, delivery, cancellation);
        if (answer.Verdict == Verdict.Unreachable)
            _resting[connection.Name] = time.Now + options.Rest;
        else
            _resting.TryRemove(connection.Name, out _);

        var again = answer.Verdict is Verdict.Later or Verdict.Unreachable
            ? Retries.After(delivery.Attempts, delivery.Id, answer.After)
            : null;
        if (again is { } pause)
            await TryAgainAsync(delivery, answer, time.Now + pause, cancellation);
        else
            await EndAsync(delivery, answer, cancellation);

        // What waits for it has failed then; killed before that, the next answer stops it.
        if (answer.Verdict == Verdict.Gone
            && await connections.StopAsync(connection.Name, connection.At, $"It has answered {answer.Text}", cancellation))
            Log.ConnectionStopped(log, connection.Name, answer.Text);
    }

    private async Task<Answer> AnswerAsync(Connection connection, Delivery delivery, CancellationToken cancellation)
    {
        try
        {
            return await sender.SendAsync(known.DefinitionOf(connection), delivery, options.Timeout, cancellation);
        }
        catch (PresageException unreadable)
        {
            return Answer.Later($"{unreadable.Message} {unreadable.Remedy}");
        }
    }

    private async Task PutOffAsync(Delivery delivery, DateTime until, CancellationToken cancellation)
    {
        // Each a little later than the one before, by its id.
        var next = until + (Retries.After(1, delivery.Id)!.Value - Retries.Shortest);
        await deliveries.CommitAsync(delivery with { NextAt = next }, cancellation);
    }

    private async Task TryAgainAsync(Delivery delivery, Answer answer, DateTime next, CancellationToken cancellation)
    {
        if (!await deliveries.CommitAsync(delivery with { NextAt = next, Answer = answer.Text }, cancellation))
            return;

        metrics.Delivered(delivery.Connection, "later");
        Log.NotDelivered(log, delivery.Id, delivery.Type, delivery.Connection, delivery.Attempts, next, answer.Text);
    }

    private async Task EndAsync(Delivery delivery, Answer answer, CancellationToken cancellation)
    {
        var state = answer.Verdict == Verdict.Delivered ? DeliveryState.Delivered : DeliveryState.Failed;
        var ended = delivery with { State = state, NextAt = null, Answer = answer.Text, EndedAt = time.Now };
        if (!await deliveries.CommitAsync(ended, cancellation))
            return;

        metrics.Delivered(delivery.Connection, state == DeliveryState.Delivered ? "delivered" : "failed");
        if (state == DeliveryState.Delivered)
            Log.Delivered(log, delivery.Id, delivery.Type, delivery.Connection, delivery.Attempts, answer.Text);
        else
            Log.DeliveryFailed(log, delivery.Id, delivery.Type, delivery.Connection, delivery.Attempts, answer.Text);
    }
}
