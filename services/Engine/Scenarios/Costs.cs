namespace Presage.Engine.Scenarios;

/// <summary>What decisions cost, in any one currency.</summary>
/// <param name="MissedFailure">An unplanned failure that was not warned of.</param>
/// <param name="PreventedFailure">A failure that was warned of in time: the planned repair.</param>
/// <param name="FalseAlarm">An inspection for nothing.</param>
/// <param name="LeadTime">An alarm must come at least this long before the failure to be of use.</param>
public sealed record Costs(double MissedFailure, double PreventedFailure, double FalseAlarm, TimeSpan LeadTime)
{
    /// <summary>
    /// A day in which a component is in alarm: somebody has to keep an eye on it. A tenth of a false alarm unless the scenario says
    /// otherwise, so that an alarm that never ends is never free.
    /// </summary>
    public double AlarmDay { get; init; } = FalseAlarm / 10;
}
