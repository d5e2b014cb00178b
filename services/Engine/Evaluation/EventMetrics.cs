namespace Presage.Engine.Evaluation;

/// <summary>Failures and alarms instead of rows. An alarm is an episode of <see cref="Alarms.AlarmRule"/>.</summary>
/// <param name="Failures">
/// Failures F (one a component and moment) that are known and could be warned of: F - lead time lies between the machine's first and last
/// row.
/// </param>
/// <param name="Warned">
/// Those with an alarm of the component that was raised at or before F - lead time and stood at some moment after F - H.
/// </param>
/// <param name="Recall">Warned / Failures; 0 without failures.</param>
/// <param name="Alarms">All that were raised.</param>
/// <param name="FalseAlarms">
/// Alarms without a failure of the component in (raised, ended + H]; the last row stands for the end of an open one. Where that reaches
/// beyond the last moment failures are known for, the alarm is in neither camp.
/// </param>
/// <param name="MachineMonths">Time from the first to the last labelled row of each machine, in months of 365.25 / 12 days.</param>
/// <param name="FalseAlarmsPerMachineMonth">0 when there are no machine-months.</param>
/// <param name="Cost">Missed failures, prevented failures and false alarms at the scenario's costs.</param>
/// <param name="CostWithoutAlarms">What it would have cost had every failure been missed.</param>
/// <param name="Saved">CostWithoutAlarms - Cost; negative when the alarms cost more than they saved.</param>
public sealed record EventMetrics(
    long Failures,
    long Warned,
    double Recall,
    LeadTimeQuantiles LeadTimeHours,
    long Alarms,
    long FalseAlarms,
    double FalseAlarmsPerMachineMonth,
    double MachineMonths,
    double Cost,
    double CostWithoutAlarms,
    double Saved)
{
    private const double Month = 365.25 / 12 * UnixTime.Day;

    internal static EventMetrics Of(EvaluationPart part, EvaluationSettings settings)
    {
        var counts = EventCounts.Sum(part.Components.Select(component => component.Events));
        var leads = part.LeadTimes();
        var months = part.ObservedMilliseconds / Month;
        var cost = counts.Cost(settings.Costs);
        var costWithoutAlarms = new EventCounts(counts.Failures, 0, 0, 0).Cost(settings.Costs);
        return new EventMetrics(
            counts.Failures,
            counts.Warned,
            Share.Of(counts.Warned, counts.Failures),
            new LeadTimeQuantiles(leads.Hours(0.1), leads.Hours(0.5), leads.Hours(0.9)),
            counts.Alarms,
            counts.FalseAlarms,
            months > 0 ? counts.FalseAlarms / months : 0,
            months,
            cost,
            costWithoutAlarms,
            costWithoutAlarms - cost);
    }
}

/// <summary>
/// Hours from the first alarm that warned to the failure, at most the horizon; interpolated linearly between order statistics. Null when no
/// failure was warned of.
/// </summary>
public sealed record LeadTimeQuantiles(double? P10, double? P50, double? P90);
