namespace Presage.Engine.Evaluation;

/// <summary>How well scores put positives before negatives; rows of equal score stand or fall together.</summary>
internal static class Ranking
{
    private const int MostPoints = 200;

    /// <summary>
    /// Average precision: sum over distinct scores, descending, of (gain in recall) × precision, without interpolation, as scikit-learn's
    /// <c>average_precision_score</c> has it. Null without positives.
    /// </summary>
    public static double? AveragePrecision(ScoreCounts counts)
    {
        var all = counts.Positives.Sum();
        if (all == 0)
            return null;

        var (positives, rows, sum) = (0L, 0L, 0.0);
        for (var i = counts.Scores.Length - 1; i >= 0; i--)
        {
            positives += counts.Positives[i];
            rows += counts.Positives[i] + counts.Negatives[i];
            sum += (double)counts.Positives[i] / all * positives / rows;
        }

        return sum;
    }

    /// <summary>
    /// Area under the ROC curve: probability that a positive has a higher score than a negative, ties half. Null without either.
    /// </summary>
    /// <param name="positives">By ascending score, as are the negatives.</param>
    public static double? RocAuc(ReadOnlySpan<long> positives, ReadOnlySpan<long> negatives)
    {
        var (below, all, pairs) = (0L, 0L, 0.0);
        for (var i = 0; i < positives.Length; i++)
        {
            pairs += positives[i] * (below + (negatives[i] / 2.0));
            below += negatives[i];
            all += positives[i];
        }

        return all == 0 || below == 0 ? null : pairs / ((double)all * below);
    }

    /// <summary>
    /// Precision against recall by descending score; where there are too many points, the first in each of as many steps of recall.
    /// </summary>
    public static IReadOnlyList<PrecisionRecallPoint> Curve(ScoreCounts counts)
    {
        var points = new List<PrecisionRecallPoint>();
        var all = counts.Positives.Sum();
        if (all == 0)
            return points;

        var (positives, rows, lastStep) = (0L, 0L, -1);
        for (var i = counts.Scores.Length - 1; i >= 0; i--)
        {
            positives += counts.Positives[i];
            rows += counts.Positives[i] + counts.Negatives[i];
            var step = (int)(positives * (MostPoints - 1) / all);
            if (step > lastStep || counts.Scores.Length <= MostPoints)
                points.Add(new PrecisionRecallPoint(counts.Scores[i], Share.Of(positives, all), Share.Of(positives, rows)));

            lastStep = step;
        }

        return points;
    }

    /// <summary>Positives and negatives with a score at or above the threshold.</summary>
    public static (long Positives, long Negatives) AtOrAbove(ScoreCounts counts, double threshold)
    {
        var found = Array.BinarySearch(counts.Scores, threshold);
        var first = found < 0 ? ~found : found;
        var (positives, negatives) = (0L, 0L);
        for (var i = first; i < counts.Scores.Length; i++)
        {
            positives += counts.Positives[i];
            negatives += counts.Negatives[i];
        }

        return (positives, negatives);
    }
}
