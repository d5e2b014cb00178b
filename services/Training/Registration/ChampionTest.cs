using Presage.Engine.Evaluation;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Training.Data;

namespace Presage.Training.Registration;

/// <summary>Judges another model on the rows that a new one was tested on.</summary>
internal static class ChampionTest
{
    /// <summary>Whether the model takes the same inputs, so that it can be judged on them.</summary>
    public static bool IsComparable(Model champion, Model challenger) =>
        champion.Preset == challenger.Preset && champion.Horizon == challenger.Horizon
            && champion.Components.SequenceEqual(challenger.Components)
        && champion.Columns.Select(column => column.Name).SequenceEqual(challenger.Columns.Select(column => column.Name));

    public static async Task<EvaluationMetrics> EvaluateAsync(
        Model champion, TrainingSet set, FeatureParts parts, EvaluationSettings settings, CancellationToken cancellation)
    {
        var (data, split, _) = set;
        double[][] probabilities = [.. champion.Components.Select(_ => new double[split.TestRows.Length])];
        await parts.ForEachAsync(
            (_, first, part) =>
            {
                var predicted = champion.Predict(part.Values, part.Count);
                var found = Array.BinarySearch(split.TestRows, first);
                for (var position = found < 0 ? ~found : found; position < split.TestRows.Length
                    && split.TestRows[position] < first + part.Count; position++)
                {
                    for (var component = 0; component < probabilities.Length; component++)
                        probabilities[component][position] = predicted[component][split.TestRows[position] - first];
                }
            },
            cancellation);
        return TestBlock.Evaluate(data, split, probabilities, champion.Thresholds, settings);
    }
}
