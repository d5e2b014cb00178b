namespace Presage.Contracts.Api;

/// <summary>Which alarms to list; null does not limit.</summary>
/// <param name="State">One of <see cref="AlarmStates"/>.</param>
/// <param name="From">Raised after this moment.</param>
/// <param name="To">Raised at this moment or before.</param>
public sealed record AlarmFilter(
    string? Results = null, string? Dataset = null, string? Machine = null, string? Component = null, string? State = null,
    DateTime? From = null, DateTime? To = null);

public static class AlarmStates
{
    /// <summary>It stands.</summary>
    public const string Open = "open";

    /// <summary>The machine recovered, or the component was replaced or failed.</summary>
    public const string Ended = "ended";

    public static IReadOnlyList<string> All { get; } = [Open, Ended];
}

/// <summary>Alarms, the latest first.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record AlarmList(IReadOnlyList<AlarmSummary> Alarms, string? Next = null);

/// <summary>A component of a machine is expected to fail.</summary>
/// <param name="State">One of <see cref="AlarmStates"/>.</param>
/// <param name="Raised">Time of the prediction that raised it.</param>
/// <param name="Ended">Null while it stands.</param>
/// <param name="Probability">Of that prediction, at or above the threshold.</param>
/// <param name="Run">That raised it.</param>
public sealed record AlarmSummary(
    string Id, string Results, string Dataset, string Machine, string Component, string State, DateTime Raised, DateTime? Ended,
    double Probability, double Threshold, string Run)
{
    /// <summary>Whether it stands only since its machine has not been heard of for longer than the scenario's gap.</summary>
    public bool Stale { get; init; }
}

/// <summary>An alarm and what it came from.</summary>
/// <param name="HorizonHours">The failure is expected within this time of when it was raised.</param>
/// <param name="Reasons">Sentences, strongest first.</param>
/// <param name="Model">Whose prediction raised it; null when the prediction is gone.</param>
public sealed record AlarmDetails(
    AlarmSummary Alarm, double HorizonHours, IReadOnlyList<string> Reasons, string? Model, int? Version);
