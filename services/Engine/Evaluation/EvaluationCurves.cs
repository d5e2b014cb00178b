namespace Presage.Engine.Evaluation;

/// <summary>What the report draws.</summary>
/// <param name="Components">By name, in the order of the predictions.</param>
/// <param name="Cost">Cost of all components against one threshold for all, ascending; see <see cref="ThresholdGrid"/>.</param>
public sealed record EvaluationCurves(IReadOnlyDictionary<string, ComponentCurves> Components, IReadOnlyList<CostPoint> Cost)
{
    public static EvaluationCurves Of(EvaluationPart part, EvaluationSettings settings) => throw new NotImplementedException();
}

/// <param name="PrecisionRecall">At most 200 points by ascending recall; empty without positives.</param>
/// <param name="Calibration">The bins that have rows, ascending; of ten of equal width.</param>
/// <param name="Thresholds">One for each of <see cref="ThresholdGrid.Values"/>.</param>
public sealed record ComponentCurves(
    IReadOnlyList<PrecisionRecallPoint> PrecisionRecall, IReadOnlyList<CalibrationBin> Calibration, IReadOnlyList<ThresholdPoint> Thresholds);

public readonly record struct PrecisionRecallPoint(double Threshold, double Recall, double Precision);

/// <param name="Predicted">Mean probability of the bin's rows.</param>
/// <param name="Observed">Share of them that failed.</param>
public readonly record struct CalibrationBin(double Predicted, double Observed, long Count);

/// <summary>Rows and events at or above a threshold.</summary>
/// <param name="Precision">By row, as are recall and F1.</param>
/// <param name="Events">Failures, warned failures, alarms and false alarms.</param>
public readonly record struct ThresholdPoint(double Threshold, double Precision, double Recall, double F1, EventCounts Events, double Cost);

public readonly record struct CostPoint(double Threshold, double Cost);
