namespace Presage.Contracts.Api;

/// <summary>Figures by row and by event.</summary>
/// <param name="Rows">Predictions, with those of unknown label; the confusion matrix adds up to Rows - Unlabelled.</param>
/// <param name="Unlabelled">Rows whose horizon ends after the last moment failures are known for.</param>
/// <param name="Confusion">[actual][predicted]; 0 is healthy, then the components in their order.</param>
public sealed record EvaluationFigures(
    long Rows, long Unlabelled, long[][] Confusion, double Accuracy, double Precision, double Recall, double F1,
    IReadOnlyDictionary<string, ComponentFigures> Components, EventFigures Events)
{
    /// <summary>Null when no component can be ranked, and in figures of earlier versions.</summary>
    public ModelSkillFigures? Skill { get; init; }
}

/// <param name="PrAuc">Average precision; 0 when the component never fails in the rows.</param>
public sealed record ComponentFigures(double Precision, double Recall, double F1, double PrAuc, double Brier, double CalibrationError)
{
    /// <summary>Null when no row or every row fails within the horizon, and in figures of earlier versions.</summary>
    public SkillFigures? Skill { get; init; }
}

/// <param name="Failures">Those that could be warned of: a prediction lies between a horizon and the lead time before them.</param>
/// <param name="Warned">Failures that were warned of in time.</param>
/// <param name="FalseAlarms">Warnings of which it is known that no failure followed within the horizon.</param>
/// <param name="Cost">Cost of the decisions with the scenario's costs.</param>
/// <param name="Saved">What they saved compared with no alarms at all.</param>
/// <param name="Alarms">All that were raised; null, like what follows, in figures that were stored before it was counted.</param>
/// <param name="Renewed">Warnings besides: alarms that still stand a horizon after they were raised are judged anew.</param>
/// <param name="Decided">Warnings of which it is known whether a failure followed within the horizon.</param>
/// <param name="Undecided">The others; in no other figure.</param>
/// <param name="Precision">Share of the decided warnings that a failure followed.</param>
/// <param name="HoursInAlarm">Of the time of which it is known what came within the horizon; each component by itself.</param>
/// <param name="ShareInAlarm">Share of that time in which a machine was in alarm, for whichever component.</param>
public sealed record EventFigures(
    long Failures, long Warned, double Recall, LeadTimes LeadTimeHours, long FalseAlarms, double FalseAlarmsPerMachineMonth,
    double Cost, double Saved, long? Alarms = null, long? Renewed = null, long? Decided = null, long? Undecided = null,
    double? Precision = null, double? HoursInAlarm = null, double? ShareInAlarm = null);

/// <summary>Percentiles of the hours between alarm and failure; null when no failure was warned of.</summary>
public sealed record LeadTimes(double? P10, double? P50, double? P90);
