using Presage.Engine.Scenarios;

namespace Presage.Engine.Evaluation;

/// <summary>Failures and alarms; see <see cref="EventMetrics"/>.</summary>
public readonly record struct EventCounts(long Failures, long Warned, long Alarms, long FalseAlarms)
{
    public static EventCounts Sum(IEnumerable<EventCounts> parts) => parts.Aggregate(default(EventCounts), (sum, part) => sum + part);

    public static EventCounts operator +(EventCounts left, EventCounts right) => new(
        left.Failures + right.Failures, left.Warned + right.Warned, left.Alarms + right.Alarms, left.FalseAlarms + right.FalseAlarms);

    /// <summary>
    /// Failures that no alarm came before cost a breakdown, the others a planned repair, alarms for nothing an inspection.
    /// </summary>
    public double Cost(Costs costs) =>
        ((Failures - Warned) * costs.MissedFailure) + (Warned * costs.PreventedFailure) + (FalseAlarms * costs.FalseAlarm);
}
