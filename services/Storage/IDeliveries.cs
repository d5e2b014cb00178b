namespace Presage.Storage;

/// <summary>What is to be told to connections, until it was.</summary>
public interface IDeliveries
{
    /// <summary>Adds a delivery unless its id is there. Returns whether this call added it.</summary>
    Task<bool> AddAsync(Delivery delivery, CancellationToken cancellation);

    Task<Delivery?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>The latest first.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<Delivery>> ListAsync(DeliveryQuery query, DeliveryKey? after, int most, CancellationToken cancellation);

    /// <summary>
    /// Takes deliveries whose turn has come, the longest overdue first; nobody else gets them before the time is over, after which they
    /// are free again.
    /// </summary>
    Task<IReadOnlyList<Delivery>> TakeAsync(DateTime now, TimeSpan time, int most, CancellationToken cancellation);

    /// <summary>Stores what came of a delivery that was taken, if nobody has taken it since.</summary>
    Task<bool> CommitAsync(Delivery delivery, CancellationToken cancellation);

    /// <summary>How many there are of each state.</summary>
    Task<IReadOnlyDictionary<DeliveryState, long>> CountAsync(CancellationToken cancellation);
}

/// <param name="Id">Of event and connection, so that the same is told once.</param>
/// <param name="Event">A CloudEvent, as JSON.</param>
/// <param name="Subject">What it is about, for people.</param>
/// <param name="NextAt">When it is tried next; null when it is not.</param>
/// <param name="Attempts">So far.</param>
/// <param name="Answer">What the other side, or the way to it, last said; null before the first attempt.</param>
public sealed record Delivery(
    string Id, string Connection, string Type, string Subject, string Event, DateTime CreatedAt, DeliveryState State, DateTime? NextAt,
    int Attempts = 0, string? Answer = null, DateTime? EndedAt = null, long Revision = 0)
{
    /// <summary>What stands as the answer when the connection was deleted before it was delivered.</summary>
    public const string NoConnection = "The connection was deleted.";

    public DeliveryKey Place => new(CreatedAt, Id);
}

public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Given up, until somebody redrives it.</summary>
    Failed,
    Discarded,
}

/// <summary>What deliveries are asked for; null fits all.</summary>
public sealed record DeliveryQuery(string? Connection = null, DeliveryState? State = null);

/// <summary>Place of a delivery in the list of all, the latest first.</summary>
public sealed record DeliveryKey(DateTime CreatedAt, string Id);
