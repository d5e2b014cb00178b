using Presage.Engine.Evaluation;

namespace Presage.Engine.Selection;

/// <summary>Judges a model on the test block of a split, such as the champion on the block that a new model is judged on.</summary>
public static class TestBlock
{
    /// <param name="probabilities">[component][position in the split's test rows], calibrated.</param>
    /// <param name="thresholds">[component].</param>
    public static EvaluationMetrics Evaluate(
        TrainingData data, DataSplit split, double[][] probabilities, double[] thresholds, EvaluationSettings settings)
    {
        var outcomes = data.Outcomes(split.TestRows, split.Test.To, probabilities);
        var parts = outcomes.Select(outcome => EvaluationPart.Of(outcome.WithThresholds(thresholds), settings)).ToList();
        return EvaluationMetrics.Of(EvaluationPart.Merge(parts), settings);
    }
}
