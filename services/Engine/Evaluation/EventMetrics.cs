namespace Presage.Engine.Evaluation;

/// <summary>Failures and alarms instead of rows; <see cref="EventJudge"/> tells the rules.</summary>
/// <param name="Failures">
/// Failures F (one a component and moment) that are known and could be warned of: a row of the machine lies in [F - H, F - lead time].
/// </param>
/// <param name="Warned">
/// Those in the horizon of a warning of their component whose alarm had been raised at or before F - lead time.
/// </param>
/// <param name="Recall">Warned / Failures; 0 without failures, as all shares are without what they are shares of.</param>
/// <param name="Alarms">All that were raised.</param>
/// <param name="Renewed">Warnings besides: alarms that still stood a horizon after they were raised are judged anew, and so on.</param>
/// <param name="Decided">Warnings of which it is known whether a failure of the component followed within the horizon.</param>
/// <param name="Undecided">The others; in no figure but this one.</param>
/// <param name="FalseAlarms">Decided warnings that no failure followed.</param>
/// <param name="Precision">Share of the decided warnings that a failure followed.</param>
/// <param name="MachineMonths">
/// Time from the first to the last row of each machine of which it is known what came within the horizon, in months of 365.25 / 12 days.
/// </param>
/// <param name="FalseAlarmsPerMachineMonth">0 when there are no machine-months.</param>
/// <param name="HoursInAlarm">In that time; two components in alarm at once count twice.</param>
/// <param name="ShareInAlarm">Share of that time in which a machine was in alarm, for whichever component.</param>
/// <param name="Cost">Missed failures, prevented failures, false alarms and days in alarm at the scenario's costs.</param>
/// <param name="CostWithoutAlarms">What it would have cost had every failure been missed.</param>
/// <param name="Saved">CostWithoutAlarms - Cost; negative when the alarms cost more than they saved.</param>
public sealed record EventMetrics(
    long Failures,
    long Warned,
    double Recall,
    LeadTimeQuantiles LeadTimeHours,
    long Alarms,
    long Renewed,
    long Decided,
    long Undecided,
    long FalseAlarms,
    double Precision,
    double FalseAlarmsPerMachineMonth,
    double MachineMonths,
    double HoursInAlarm,
    double ShareInAlarm,
    double Cost,
    double CostWithoutAlarms,
    double Saved)
{
    private const double Month = 365.25 / 12 * (UnixTime.Day / UnixTime.Millisecond);

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
            counts.Renewed,
            counts.Decided(),
            counts.Undecided,
            counts.FalseAlarms,
            counts.Precision(),
            months > 0 ? counts.FalseAlarms / months : 0,
            months,
            counts.HoursInAlarm(),
            Share.Of(part.AlarmedMilliseconds, part.ObservedMilliseconds),
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
