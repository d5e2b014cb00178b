using Presage.Engine.Scenarios;

namespace Presage.Engine.Evaluation;

/// <summary>Failures, alarms and their warnings, as <see cref="EventJudge"/> judges them; exact, so that they can be added up.</summary>
/// <param name="Failures">Those that could be warned of.</param>
/// <param name="Alarms">All that were raised.</param>
/// <param name="FalseAlarms">Warnings that no failure of the component followed within their horizon.</param>
/// <param name="Renewed">Warnings that alarms gave because they still stood one or more horizons after they were raised.</param>
/// <param name="Undecided">Warnings of which it is not known whether a failure followed.</param>
/// <param name="AlarmMilliseconds">Time in which alarms stood, of the time of which it is known what came within the horizon.</param>
public readonly record struct EventCounts(
    long Failures, long Warned, long Alarms, long FalseAlarms, long Renewed = 0, long Undecided = 0, long AlarmMilliseconds = 0)
{
    private const double Day = (double)UnixTime.Day / UnixTime.Millisecond;

    /// <summary>Warnings that are true or false.</summary>
    public long Decided() => Alarms + Renewed - Undecided;

    /// <summary>Share of the decided warnings that are true; 0 without any.</summary>
    public double Precision() => Share.Of(Decided() - FalseAlarms, Decided());

    public double HoursInAlarm() => AlarmMilliseconds / (double)(UnixTime.Hour / UnixTime.Millisecond);

    public static EventCounts Sum(IEnumerable<EventCounts> parts) => parts.Aggregate(default(EventCounts), (sum, part) => sum + part);

    public static EventCounts operator +(EventCounts left, EventCounts right) => new(
        left.Failures + right.Failures,
        left.Warned + right.Warned,
        left.Alarms + right.Alarms,
        left.FalseAlarms + right.FalseAlarms,
        left.Renewed + right.Renewed,
        left.Undecided + right.Undecided,
        left.AlarmMilliseconds + right.AlarmMilliseconds);

    /// <summary>
    /// Failures that were not warned of cost a breakdown, the others a planned repair, false warnings an inspection each, and days in alarm
    /// somebody's attention.
    /// </summary>
    public double Cost(Costs costs) =>
        ((Failures - Warned) * costs.MissedFailure) + (Warned * costs.PreventedFailure) + (FalseAlarms * costs.FalseAlarm)
        + (AlarmMilliseconds / Day * costs.AlarmDay);
}
