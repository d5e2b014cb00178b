using Presage.Engine.Evaluation;

namespace Presage.Engine.Selection;

/// <summary>Whether a new model becomes the champion.</summary>
/// <param name="Margin">By how much its mean PR-AUC must be better.</param>
/// <param name="WorstLoss">By how much no component's PR-AUC may be worse.</param>
public sealed record PromotionPolicy(double Margin = 0.005, double WorstLoss = 0.05)
{
    /// <summary>Compares two models on the same test block.</summary>
    /// <param name="champion">Null when there is none: the first model becomes champion.</param>
    public PromotionDecision Decide(EvaluationMetrics challenger, EvaluationMetrics? champion) => throw new NotImplementedException();
}

/// <param name="Reasons">Sentences; at least one.</param>
public sealed record PromotionDecision(bool Promote, IReadOnlyList<string> Reasons);
