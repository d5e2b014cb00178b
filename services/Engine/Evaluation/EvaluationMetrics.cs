namespace Presage.Engine.Evaluation;

/// <summary>The figures of an evaluation; written as JSON with camel-case names it is the document of <c>evaluate</c> without the name of the result set.</summary>
/// <param name="Rows">Predictions, with those of unknown label; the confusion matrix adds up to Rows - Unlabelled.</param>
/// <param name="Confusion">[actual][predicted]; 0 is healthy, component c is c + 1. A row's actual class is its first failure in (T, T + H], of several at once the first component.</param>
/// <param name="Accuracy">Share of the diagonal; 0 without rows, as all shares are.</param>
/// <param name="Precision">tp / (tp + fp): tp is the failing diagonal, fp all other rows that are predicted to fail.</param>
/// <param name="Recall">tp / (tp + fn): fn is the failing rows that are predicted healthy. A failure taken for another component's counts in fp only, as the reference has it.</param>
/// <param name="MeanPrAuc">Mean over the components that have one; null when none has.</param>
/// <param name="Components">By name, in the order of the predictions.</param>
public sealed record EvaluationMetrics(
    long Rows,
    long Unlabelled,
    long[][] Confusion,
    double Accuracy,
    double Precision,
    double Recall,
    double F1,
    double? MeanPrAuc,
    IReadOnlyDictionary<string, ComponentMetrics> Components,
    EventMetrics Events)
{
    public static EvaluationMetrics Of(EvaluationPart part, EvaluationSettings settings) => throw new NotImplementedException();
}

/// <summary>Figures of one component: by row for "fails in (T, T + H]" against "at or above its threshold", whatever the other components do; and by event.</summary>
/// <param name="Positives">Labelled rows with a failure in (T, T + H].</param>
/// <param name="PrAuc">Average precision: the sum over distinct scores, descending, of precision times the gain in recall. Null without positives.</param>
/// <param name="Brier">Mean squared difference between probability and outcome.</param>
/// <param name="CalibrationError">Mean over the rows of the difference between predicted and observed frequency of their bin; ten bins of equal width.</param>
public sealed record ComponentMetrics(
    double Precision, double Recall, double F1, double? PrAuc, double Brier, double CalibrationError, long Positives, long Failures, long Warned,
    long Alarms, long FalseAlarms);

/// <summary>Failures and alarms instead of rows. An alarm is an episode of <see cref="Alarms.AlarmRule"/>.</summary>
/// <param name="Failures">
/// Failures F (one a component and moment) that are known and could be warned of: F - lead time lies between the machine's first and last row.
/// </param>
/// <param name="Warned">Those with an alarm of the component that was raised at or before F - lead time and stood at some moment after F - H.</param>
/// <param name="Recall">Warned / Failures; 0 without failures.</param>
/// <param name="Alarms">All that were raised.</param>
/// <param name="FalseAlarms">
/// Alarms without a failure of the component in (raised, ended + H]; the last row stands for the end of an open one. Where that reaches beyond the last moment
/// failures are known for, the alarm is in neither camp.
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
    double Saved);

/// <summary>Hours from the first alarm that warned to the failure, at most the horizon; interpolated linearly between order statistics. Null when no failure was warned of.</summary>
public sealed record LeadTimeQuantiles(double? P10, double? P50, double? P90);
