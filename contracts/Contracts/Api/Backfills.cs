namespace Presage.Contracts.Api;

/// <summary>Intervals of the past that are to be done once more.</summary>
/// <param name="Select">One of <see cref="BackfillSelections"/>.</param>
/// <param name="Steps">Names of the steps that are done, with those that they need; null for all.</param>
/// <param name="AtOnce">Most runs at a time, 1 or more.</param>
public sealed record BackfillRequest(
    string Job, DateTime From, DateTime To, string Select, IReadOnlyList<string>? Steps = null, int AtOnce = 1);

public static class BackfillSelections
{
    /// <summary>No run has done it.</summary>
    public const string Missing = "missing";

    /// <summary>Its last run has failed or was cancelled.</summary>
    public const string Failed = "failed";

    /// <summary>It was done with another model, another scenario, another version of Presage or older data than there is now.</summary>
    public const string Stale = "stale";

    public const string Every = "all";

    public static IReadOnlyList<string> All { get; } = [Missing, Failed, Stale, Every];
}

/// <summary>What a backfill would do.</summary>
/// <param name="Hash">Names the plan; whoever starts it says that he has seen it.</param>
/// <param name="Version">Of the job's definition.</param>
/// <param name="Rows">Of all intervals; null when nothing is known of them.</param>
/// <param name="Minutes">That they take together, one after the other; null when nothing is known of them.</param>
/// <param name="Estimate">What the estimates rest on, or why there are none, one sentence.</param>
public sealed record BackfillPlan(
    string Hash, string Job, int Version, string Select, IReadOnlyList<string>? Steps, int AtOnce,
    IReadOnlyList<PlannedInterval> Intervals, long? Rows, double? Minutes, string Estimate)
{
    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <param name="From">It is (From, To].</param>
/// <param name="Reason">Why it was selected, one sentence.</param>
public sealed record PlannedInterval(DateTime From, DateTime To, string Reason, long? Rows, double? Minutes);

/// <param name="State">running, paused, cancelled or done.</param>
/// <param name="Begun">Intervals that have a run.</param>
public sealed record BackfillSummary(
    string Job, string Hash, DateTime From, DateTime To, string Select, IReadOnlyList<string>? Steps, string By, DateTime StartedAt,
    string State, int Intervals, int Begun, int Succeeded, int Failed, DateTime? EndedAt, string? Why);

/// <param name="Waits">Why nothing happens yet; null when a scheduler is there or nothing is to be done.</param>
public sealed record BackfillDetails(BackfillSummary Backfill, IReadOnlyList<BackfilledInterval> Intervals, string? Waits = null);

/// <param name="State">waiting, running, succeeded, failed or cancelled.</param>
public sealed record BackfilledInterval(DateTime From, DateTime To, string Reason, string State, string? Run);
