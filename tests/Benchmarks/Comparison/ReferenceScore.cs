namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>Precision, recall and F1 as the reference's notebook counts them, from the confusion matrix of five classes.</summary>
internal readonly record struct ReferenceScore(double Precision, double Recall, double F1)
{
    /// <summary>
    /// A row's class is its most probable component when that is above 0.5; its true class the first component that fails.
    /// </summary>
    /// <param name="probabilities">[component][row].</param>
    /// <param name="labels">[component][row].</param>
    public static ReferenceScore Of(double[][] probabilities, sbyte[][] labels)
    {
        double right = 0, predicted = 0, missed = 0;
        for (var row = 0; row < labels[0].Length; row++)
        {
            var (guess, truth) = (Guess(probabilities, row), Truth(labels, row));
            right += guess >= 0 && guess == truth ? 1 : 0;
            predicted += guess >= 0 ? 1 : 0;
            missed += guess < 0 && truth >= 0 ? 1 : 0;
        }

        var precision = right / Math.Max(1, predicted);
        var recall = right / Math.Max(1, right + missed);
        return new ReferenceScore(precision, recall, 2 * precision * recall / Math.Max(1e-9, precision + recall));
    }

    private static int Guess(double[][] probabilities, int row)
    {
        var best = 0;
        for (var k = 1; k < probabilities.Length; k++)
            best = probabilities[k][row] > probabilities[best][row] ? k : best;
        return probabilities[best][row] > 0.5 ? best : -1;
    }

    private static int Truth(sbyte[][] labels, int row) => Array.FindIndex(labels, component => component[row] == 1);
}
