namespace Presage.Engine.Evaluation;

/// <summary>
/// Figures of one component: by row for "fails in (T, T + H]" against "at or above its threshold", whatever the other components do; and by
/// event.
/// </summary>
/// <param name="Positives">Labelled rows with a failure in (T, T + H].</param>
/// <param name="PrAuc">
/// Average precision: the sum over distinct scores, descending, of precision times the gain in recall. Null without positives.
/// </param>
/// <param name="Brier">Mean squared difference between probability and outcome.</param>
/// <param name="CalibrationError">
/// Mean over the rows of the difference between predicted and observed frequency of their bin; ten bins of equal width.
/// </param>
/// <param name="Rows">Labelled rows.</param>
/// <param name="Skill">Null when no row or every row has a failure within the horizon.</param>
public sealed record ComponentMetrics(
    double Precision, double Recall, double F1, double? PrAuc, double Brier, double CalibrationError, long Positives,
    EventCounts Events, long Rows = 0, ComponentSkill? Skill = null)
{
    internal static ComponentMetrics Of(ComponentPart part, ComponentSkill? skill)
    {
        var precision = Share.Of(part.TruePositives, part.TruePositives + part.FalsePositives);
        var recall = Share.Of(part.TruePositives, part.TruePositives + part.FalseNegatives);
        return new ComponentMetrics(
            precision,
            recall,
            Share.F1(precision, recall),
            Ranking.AveragePrecision(part.Scores),
            Reliability.Brier(part.Scores),
            Reliability.CalibrationError(part.Scores),
            part.Scores.Positives.Sum(),
            part.Events,
            part.Scores.Rows,
            skill);
    }
}
