using Presage.Engine.Scenarios;

namespace Presage.Engine.Evaluation;

/// <param name="PrecisionRecall">At most 200 points by ascending recall; empty without positives.</param>
/// <param name="Calibration">The bins that have rows, ascending; of ten of equal width.</param>
/// <param name="Thresholds">One for each of <see cref="ThresholdGrid.Values"/>.</param>
public sealed record ComponentCurves(
    IReadOnlyList<PrecisionRecallPoint> PrecisionRecall, IReadOnlyList<CalibrationBin> Calibration,
    IReadOnlyList<ThresholdPoint> Thresholds)
{
    internal static ComponentCurves Of(ComponentPart part, Costs costs) => new(
        Ranking.Curve(part.Scores), Reliability.Bins(part.Scores),
        [.. ThresholdGrid.Values.Select((threshold, i) => At(part, threshold, i, costs))]);

    private static ThresholdPoint At(ComponentPart part, double threshold, int index, Costs costs)
    {
        var (hits, falseHits) = Ranking.AtOrAbove(part.Scores, threshold);
        var precision = Share.Of(hits, hits + falseHits);
        var recall = Share.Of(hits, part.Scores.Positives.Sum());
        return new ThresholdPoint(
            threshold, precision, recall, Share.F1(precision, recall), part.Sweep[index], part.Sweep[index].Cost(costs));
    }
}

public readonly record struct PrecisionRecallPoint(double Threshold, double Recall, double Precision);

/// <param name="Predicted">Mean probability of the bin's rows.</param>
/// <param name="Observed">Share of them that failed.</param>
public readonly record struct CalibrationBin(double Predicted, double Observed, long Count);

/// <summary>Rows and events at or above a threshold.</summary>
/// <param name="Precision">By row, as are recall and F1.</param>
/// <param name="Events">Failures, warned failures, alarms and false alarms.</param>
public readonly record struct ThresholdPoint(double Threshold, double Precision, double Recall, double F1, EventCounts Events, double Cost);
