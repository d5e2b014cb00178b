namespace Presage.Engine.Scenarios;

/// <summary>What decisions cost, in any one currency.</summary>
/// <param name="MissedFailure">An unplanned failure that no alarm came before.</param>
/// <param name="PreventedFailure">A failure that an alarm came before in time: the planned repair.</param>
/// <param name="FalseAlarm">An inspection for nothing.</param>
/// <param name="LeadTime">An alarm must come at least this long before the failure to be of use.</param>
public sealed record Costs(double MissedFailure, double PreventedFailure, double FalseAlarm, TimeSpan LeadTime);
