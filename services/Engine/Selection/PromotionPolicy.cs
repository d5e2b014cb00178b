using Presage.Engine.Evaluation;

namespace Presage.Engine.Selection;

/// <summary>Whether a new model becomes the champion.</summary>
/// <param name="Margin">By how much its mean PR-AUC must be better.</param>
/// <param name="WorstLoss">By how much no component's PR-AUC may be worse.</param>
public sealed record PromotionPolicy(double Margin = 0.005, double WorstLoss = 0.05)
{
    /// <summary>
    /// Compares two models on the same test block. One that is known to be no better than chance is never promoted, also not as the first;
    /// where too few machines failed to tell, the first is.
    /// </summary>
    /// <param name="champion">Null when there is none: the first model becomes champion.</param>
    public PromotionDecision Decide(EvaluationMetrics challenger, EvaluationMetrics? champion)
    {
        if (challenger.Skill is { IsBetterThanChance: false } skill)
            return new PromotionDecision(false, [$"It is no better than chance: {SkillText.Of(skill)}."]);
        if (champion is null)
            return new PromotionDecision(true, ["There was no champion before it."]);

        return Compare(challenger, champion);
    }

    /// <summary>Whether a model is better than another on the same test block, whatever either is worth.</summary>
    public PromotionDecision Compare(EvaluationMetrics challenger, EvaluationMetrics champion)
    {
        if (!AreOfTheSameRows(challenger, champion))
            return new PromotionDecision(false, ["It was not judged on the same rows as the champion."]);

        var gain = (challenger.MeanPrAuc ?? 0) - (champion.MeanPrAuc ?? 0);
        var comparison = $"Its mean PR-AUC is {challenger.MeanPrAuc ?? 0:0.0000} against the champion's {champion.MeanPrAuc ?? 0:0.0000}";
        List<string> objections =
        [
            .. gain < Margin ? [$"{comparison}; it must be better by {Margin}."] : Array.Empty<string>(),
            .. challenger.Components
                .Where(component => champion.Components[component.Key].PrAuc - component.Value.PrAuc > WorstLoss)
                .Select(component =>
                    $"For {component.Key} its PR-AUC is {component.Value.PrAuc:0.0000} against the champion's "
                        + $"{champion.Components[component.Key].PrAuc:0.0000}; it may be worse by {WorstLoss} at most."),
        ];
        return objections.Count == 0 ? new PromotionDecision(true, [$"{comparison}."]) : new PromotionDecision(false, objections);
    }

    private static bool AreOfTheSameRows(EvaluationMetrics left, EvaluationMetrics right) =>
        left.Rows == right.Rows && left.Unlabelled == right.Unlabelled && left.Events.Failures == right.Events.Failures
        && left.Components.Count == right.Components.Count
        && left.Components.All(component =>
            right.Components.TryGetValue(component.Key, out var other) && other.Positives == component.Value.Positives);
}

/// <param name="Reasons">Sentences; at least one.</param>
public sealed record PromotionDecision(bool Promote, IReadOnlyList<string> Reasons);
