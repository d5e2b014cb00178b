using System.Text.Json.Nodes;

namespace Presage.Contracts.Api;

/// <summary>What became of connections that were applied, in the order of the files.</summary>
/// <param name="DryRun">Whether nothing was stored.</param>
public sealed record ConnectionsApplied(IReadOnlyList<ConnectionChange> Connections, bool DryRun);

/// <param name="Kind">webhook or email.</param>
/// <param name="Change">added, changed, unchanged, or started: it had been stopped.</param>
/// <param name="Before">YAML as it was applied before; null unless it is changed.</param>
/// <param name="After">YAML as it is now; null unless it is changed.</param>
public sealed record ConnectionChange(string Connection, string Kind, string Change, string? Before = null, string? After = null);

/// <summary>Connections, by name.</summary>
public sealed record ConnectionList(IReadOnlyList<ConnectionSummary> Connections);

/// <summary>A named destination of what Presage has to tell.</summary>
/// <param name="Kind">webhook or email.</param>
/// <param name="Target">Host or reference of a webhook; receivers of mail.</param>
/// <param name="Tells">What it is told without any job, in words.</param>
/// <param name="State">active or stopped.</param>
/// <param name="Why">Why it is stopped; null when it is not.</param>
/// <param name="Definition">YAML as it was applied; secrets in it are references.</param>
public sealed record ConnectionSummary(
    string Connection, string Kind, string Target, IReadOnlyList<string> Tells, string State, string? Why, DateTime Applied, string By,
    string Definition);

/// <summary>What came of an event that a connection was sent to try it out.</summary>
/// <param name="Answer">What the other side, or the way to it, said.</param>
public sealed record ConnectionCheck(string Connection, string Kind, bool Delivered, string Answer, double Seconds);

/// <summary>A connection that is gone.</summary>
public sealed record ConnectionDeletion(string Connection);

/// <summary>Which deliveries are meant; null fits all.</summary>
/// <param name="State">One of <see cref="DeliveryStates"/>.</param>
public sealed record DeliveryFilter(string? Connection = null, string? State = null);

public static class DeliveryStates
{
    /// <summary>It was not taken yet, and is tried again.</summary>
    public const string Waiting = "waiting";

    public const string Delivered = "delivered";

    /// <summary>It was given up, until somebody redrives it.</summary>
    public const string Failed = "failed";

    public const string Discarded = "discarded";

    public static IReadOnlyList<string> All { get; } = [Waiting, Delivered, Failed, Discarded];
}

/// <summary>Deliveries that something is done about: those named, or all that failed and fit.</summary>
public sealed record DeliverySelection(IReadOnlyList<string> Ids, string? Connection = null);

/// <summary>Deliveries, the latest first.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record DeliveryList(IReadOnlyList<DeliverySummary> Deliveries, string? Next = null);

/// <summary>Something that a connection is told.</summary>
/// <param name="Id">Also the <c>webhook-id</c>.</param>
/// <param name="Type">Of the CloudEvent.</param>
/// <param name="Subject">What it is about, for people.</param>
/// <param name="State">One of <see cref="DeliveryStates"/>.</param>
/// <param name="NextAt">When it is tried next; null when it is not.</param>
/// <param name="Answer">What the other side, or the way to it, last said; null before the first attempt.</param>
public sealed record DeliverySummary(
    string Id, string Connection, string Type, string Subject, string State, DateTime Created, int Attempts, DateTime? NextAt,
    string? Answer, DateTime? Ended);

/// <param name="Event">The CloudEvent as it is sent.</param>
public sealed record DeliveryDetails(DeliverySummary Delivery, JsonNode Event);

/// <summary>What became of deliveries.</summary>
/// <param name="Done">Ids.</param>
/// <param name="EndedBefore">Ids of those that were delivered or closed before, or were just being sent.</param>
public sealed record DeliveryOutcome(IReadOnlyList<string> Done, IReadOnlyList<string> EndedBefore);
