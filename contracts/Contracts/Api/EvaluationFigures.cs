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

/// <param name="Warned">Failures that an alarm came before in time.</param>
/// <param name="Cost">Cost of the decisions with the scenario's costs.</param>
/// <param name="Saved">What they saved compared with no alarms at all.</param>
public sealed record EventFigures(
    long Failures, long Warned, double Recall, LeadTimes LeadTimeHours, long FalseAlarms, double FalseAlarmsPerMachineMonth,
    double Cost, double Saved);

/// <summary>Percentiles of the hours between alarm and failure; null when no failure was warned of.</summary>
public sealed record LeadTimes(double? P10, double? P50, double? P90);
