namespace Presage.Engine.Evaluation;

/// <summary>How well probabilities agree with observed frequencies.</summary>
internal static class Reliability
{
    private const int BinCount = 10;

    /// <summary>Mean squared difference between probability and outcome; 0 without rows.</summary>
    public static double Brier(ScoreCounts counts)
    {
        var sum = 0.0;
        for (var i = 0; i < counts.Scores.Length; i++)
        {
            var score = counts.Scores[i];
            sum += (counts.Positives[i] * (1 - score) * (1 - score)) + (counts.Negatives[i] * score * score);
        }

        return counts.Rows == 0 ? 0 : sum / counts.Rows;
    }

    /// <summary>Expected calibration error over bins of equal width, weighted by their rows; 0 without rows.</summary>
    public static double CalibrationError(ScoreCounts counts) =>
        counts.Rows == 0 ? 0 : Bins(counts).Sum(bin => bin.Count * Math.Abs(bin.Predicted - bin.Observed)) / counts.Rows;

    /// <summary>The bins [0, 0.1), [0.1, 0.2), ... [0.9, 1] that have rows.</summary>
    public static IReadOnlyList<CalibrationBin> Bins(ScoreCounts counts)
    {
        var (sums, positives, rows) = (new double[BinCount], new long[BinCount], new long[BinCount]);
        for (var i = 0; i < counts.Scores.Length; i++)
        {
            var bin = Math.Min((int)(counts.Scores[i] * BinCount), BinCount - 1);
            var count = counts.Positives[i] + counts.Negatives[i];
            sums[bin] += counts.Scores[i] * count;
            positives[bin] += counts.Positives[i];
            rows[bin] += count;
        }

        return
        [
            .. Enumerable.Range(0, BinCount).Where(bin => rows[bin] > 0)
                .Select(bin => new CalibrationBin(sums[bin] / rows[bin], Share.Of(positives[bin], rows[bin]), rows[bin])),
        ];
    }
}
