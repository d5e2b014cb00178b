using Presage.Engine.Scenarios;

namespace Presage.Engine.Alarms;

/// <summary>How soon somebody should see to an alarm, lowest first.</summary>
public enum AlarmPriority
{
    Low,
    Medium,
    High,
    Urgent,
}

/// <summary>
/// The priority of an alarm follows from what one expects to save by acting on it now rather than not at all:
/// <c>p × (missed failure − prevented failure) − (1 − p) × false alarm</c>, with the probability p and the scenario's costs. It is held
/// against what a failure that is certain would save, <c>missed failure − prevented failure</c>: urgent from 95 % of that on, high from
/// 80 %, medium from 50 %, low below. Costs by which acting never saves anything make every alarm low.
/// </summary>
public static class AlarmPriorities
{
    private const double Urgent = 0.95;
    private const double High = 0.8;
    private const double Medium = 0.5;

    /// <param name="probability">Calibrated, 0 to 1.</param>
    public static AlarmPriority Of(double probability, Costs costs)
    {
        var most = costs.MissedFailure - costs.PreventedFailure;
        if (most <= 0)
            return AlarmPriority.Low;

        return (Saved(probability, costs) / most) switch
        {
            >= Urgent => AlarmPriority.Urgent,
            >= High => AlarmPriority.High,
            >= Medium => AlarmPriority.Medium,
            _ => AlarmPriority.Low,
        };
    }

    /// <summary>What acting on an alarm of a probability is expected to save, in the currency of the costs; below zero it loses.</summary>
    /// <param name="probability">Calibrated, 0 to 1.</param>
    public static double Saved(double probability, Costs costs) =>
        (probability * (costs.MissedFailure - costs.PreventedFailure)) - ((1 - probability) * costs.FalseAlarm);
}
