using Presage.Contracts.Api;
using Presage.Engine.Alarms;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;
using Presage.Reporting.Statistics;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>What a result set says.</summary>
/// <param name="Models">Name and version of every model that made predictions, with their number.</param>
/// <param name="Fleet">Riskiest first, those that are stale after all others; not more than a reader wants to see.</param>
/// <param name="AtRisk">Machines, not stale, with a component at or above its threshold at their latest prediction.</param>
/// <param name="Freshness">How old the readings of the latest predictions are, and of which machines there are none.</param>
/// <param name="Highest">For every machine the highest probability at its latest prediction.</param>
/// <param name="Outcome">Null while no failure is known that a prediction could be judged by.</param>
public sealed record ScoringData(
    ResultSet Results,
    DateTime From,
    DateTime To,
    long Rows,
    int Machines,
    IReadOnlyList<NamedCount> Models,
    IReadOnlyList<MachineRisk> Fleet,
    int AtRisk,
    FleetFreshness Freshness,
    long Alarms,
    long[] Highest,
    IReadOnlyList<MachineLane> Lanes,
    Outcome? Outcome)
{
    /// <summary>What the latest run that made predictions has noted of their inputs.</summary>
    public IReadOnlyList<Notice> Inputs { get; init; } = [];

    /// <summary>What a person should know of the figures.</summary>
    public IReadOnlyList<Notice> Caveats { get; init; } = [];

    /// <summary>Bins of <see cref="Highest"/>.</summary>
    public static Bins ProbabilityBins { get; } = new(0, 0.05, 20);
}

/// <summary>How endangered a machine is at its latest prediction.</summary>
/// <param name="Component">The most endangered one.</param>
/// <param name="Since">
/// When the alarm of the component was raised that stands; null when none does. It can stand although the machine is not at risk any more.
/// </param>
/// <param name="IsStale">Not heard of lately: what was predicted is not a risk of now.</param>
public sealed record MachineRisk(
    string Machine, string Component, DateTime Time, Risk Level, DateTime? Since, IReadOnlyList<string> Reasons, bool IsStale = false)
{
    public bool IsAtRisk => Level.IsAtRisk && !IsStale;
}

/// <summary>One machine's predictions over time.</summary>
/// <param name="Times">[row] Unix time.</param>
/// <param name="Probabilities">[component][row].</param>
public sealed record MachineLane(
    string Machine, long[] Times, double[][] Probabilities, IReadOnlyList<AlarmSpan> Alarms, IReadOnlyList<TimedEvent> Events);

/// <param name="Component">Position.</param>
public readonly record struct AlarmSpan(int Component, DateTime From, DateTime To, double Probability);

/// <summary>Predictions judged by what followed.</summary>
/// <param name="FalseAlarms">Latest first; not more than a reader wants to see, as are the missed failures.</param>
public sealed record Outcome(
    EvaluationMetrics Metrics, EvaluationCurves Curves, LeadTimeCounts LeadTimes, DateTime FailuresKnownUntil,
    IReadOnlyList<FalseAlarm> FalseAlarms, IReadOnlyList<MissedFailure> Missed);

/// <param name="Times">How often it was false: when it was raised, and each horizon after that at which it still stood.</param>
public sealed record FalseAlarm(
    string Machine, string Component, DateTime Raised, DateTime? Ended, int Times, double Probability, double Threshold,
    IReadOnlyList<string> Reasons);

/// <param name="Highest">Highest probability of the component in the horizon before the failure; null when there was no prediction.</param>
public sealed record MissedFailure(string Machine, string Component, DateTime Time, double? Highest);
