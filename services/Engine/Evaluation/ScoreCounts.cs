namespace Presage.Engine.Evaluation;

/// <summary>Rows by distinct score; all three in ascending order of the score.</summary>
public sealed record ScoreCounts(double[] Scores, long[] Positives, long[] Negatives)
{
    internal static ScoreCounts Empty { get; } = new([], [], []);

    internal long Rows => Positives.Sum() + Negatives.Sum();

    internal static ScoreCounts Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        var sorted = scores.ToArray();
        var positives = new long[sorted.Length];
        for (var row = 0; row < sorted.Length; row++)
            positives[row] = isPositive[row] ? 1 : 0;

        Array.Sort(sorted, positives);
        return Group(sorted, positives, [.. positives.Select(positive => 1 - positive)]);
    }

    internal static ScoreCounts Merge(IReadOnlyList<ScoreCounts> parts)
    {
        double[] scores = [.. parts.SelectMany(part => part.Scores)];
        long[] positives = [.. parts.SelectMany(part => part.Positives)];
        long[] negatives = [.. parts.SelectMany(part => part.Negatives)];
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(scores, order);
        return Group(scores, [.. order.Select(i => positives[i])], [.. order.Select(i => negatives[i])]);
    }

    private static ScoreCounts Group(double[] sorted, long[] positives, long[] negatives)
    {
        var groups = -1;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (groups < 0 || sorted[i] != sorted[groups])
            {
                groups++;
                (sorted[groups], positives[groups], negatives[groups]) = (sorted[i], positives[i], negatives[i]);
            }
            else
            {
                positives[groups] += positives[i];
                negatives[groups] += negatives[i];
            }
        }

        groups++;
        return new ScoreCounts(sorted[..groups], positives[..groups], negatives[..groups]);
    }
}
