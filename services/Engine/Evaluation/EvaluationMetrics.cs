namespace Presage.Engine.Evaluation;

/// <summary>
/// The figures of an evaluation; written as JSON with camel-case names it is the document of <c>evaluate</c> without the name of the result
/// set.
/// </summary>
/// <param name="Rows">Predictions, with those of unknown label; the confusion matrix adds up to Rows - Unlabelled.</param>
/// <param name="Confusion">
/// [actual][predicted]; 0 is healthy, component c is c + 1. A row's actual class is its first failure in (T, T + H], of several at once the
/// first component.
/// </param>
/// <param name="Accuracy">Share of the diagonal; 0 without rows, as all shares are.</param>
/// <param name="Precision">tp / (tp + fp): tp is the failing diagonal, fp all other rows that are predicted to fail.</param>
/// <param name="Recall">
/// tp / (tp + fn): fn is the failing rows that are predicted healthy. A failure taken for another component's counts in fp only, as the
/// reference has it.
/// </param>
/// <param name="MeanPrAuc">Mean over the components that have one; null when none has.</param>
/// <param name="Components">By name, in the order of the predictions.</param>
/// <param name="Skill">Null when no component can be ranked: none, or all, of its rows have a failure within the horizon.</param>
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
    EventMetrics Events,
    ModelSkill? Skill = null)
{
    public static EvaluationMetrics Of(EvaluationPart part, EvaluationSettings settings)
    {
        var confusion = part.Confusion;
        var diagonal = Enumerable.Range(0, confusion.Length).Sum(i => confusion[i][i]);
        var hits = diagonal - confusion[0][0];
        var alarms = confusion.Sum(row => row[1..].Sum());
        var missed = confusion.Skip(1).Sum(row => row[0]);
        var precision = Share.Of(hits, alarms);
        var recall = Share.Of(hits, hits + missed);
        var (skills, skill) = SkillBootstrap.Of(part.ByMachine ?? [], [.. part.Components.Select(component => component.Scores)]);
        var components = settings.Components
            .Select((name, c) => (name, Metrics: ComponentMetrics.Of(part.Components[c], skills[c]))).ToList();
        return new EvaluationMetrics(
            part.Rows,
            part.Unlabelled,
            confusion,
            Share.Of(diagonal, part.Rows - part.Unlabelled),
            precision,
            recall,
            Share.F1(precision, recall),
            components.Average(component => component.Metrics.PrAuc),
            components.ToDictionary(component => component.name, component => component.Metrics),
            EventMetrics.Of(part, settings),
            skill);
    }
}
