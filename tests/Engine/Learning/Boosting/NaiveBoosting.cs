using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

/// <summary>
/// The oracle: boosting written down as plainly as can be. No histograms, no subtraction, no partition: every candidate split of every leaf
/// tries every set of rows anew. Shares nothing with the engine but the bins.
/// </summary>
internal sealed class NaiveBoosting(BinnedMatrix features, sbyte[] labels, int[] rows)
{
    public int Leaves { get; init; } = 6;

    public double MinChildWeight { get; init; } = 1e-3;

    public double L1 { get; init; }

    public double L2 { get; init; } = 1;

    public double LearningRate { get; init; } = 0.3;

    public double PositiveWeight { get; init; } = 1;

    public double BaseScore { get; init; }

    /// <summary>Log-odds of the training rows, by position in <c>rows</c>.</summary>
    public double[] Fit(int rounds)
    {
        // A base score of zero starts at the prior.
        double positives = rows.Count(r => labels[r] == 1) * PositiveWeight, negatives = rows.Count(r => labels[r] == 0);
        var start = BaseScore > 0 ? BaseScore / (1 - BaseScore) : positives / negatives;
        var scores = rows.Select(_ => Math.Log(start)).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            var p = scores.Select(s => 1 / (1 + Math.Exp(-s))).ToArray();
            var weights = rows.Select(r => labels[r] == 1 ? PositiveWeight : 1).ToArray();
            var g = rows.Select((r, i) => (p[i] - labels[r]) * weights[i]).ToArray();
            var h = rows.Select((_, i) => p[i] * (1 - p[i]) * weights[i]).ToArray();
            foreach (var leaf in Grow(g, h))
            {
                foreach (var i in leaf)
                    scores[i] -= LearningRate * Shrunk(leaf, g) / (leaf.Sum(j => h[j]) + L2);
            }
        }

        return scores;
    }

    private List<int[]> Grow(double[] g, double[] h)
    {
        List<int[]> leaves = [[.. Enumerable.Range(0, rows.Length)]];
        while (leaves.Count < Leaves)
        {
            var best = leaves.Select((leaf, at) => (At: at, Split: BestSplit(leaf, g, h))).MaxBy(s => s.Split.Gain);
            if (best.Split.Gain <= 1e-10)
                break;
            leaves.Add([.. leaves[best.At].Except(best.Split.Left)]);
            leaves[best.At] = best.Split.Left;
        }

        return leaves;
    }

    private (double Gain, int[] Left) BestSplit(int[] leaf, double[] g, double[] h)
    {
        (double Gain, int[] Left) best = (0, []);
        for (var c = 0; c < features.Mapper.Columns.Count; c++)
        {
            foreach (var left in Candidates(c, leaf, g, h))
            {
                int[] right = [.. leaf.Except(left)];
                if (left.Length == 0 || right.Length == 0 || left.Sum(i => h[i]) < MinChildWeight || right.Sum(i => h[i]) < MinChildWeight)
                    continue;
                var gain = Score(left, g, h) + Score(right, g, h) - Score(leaf, g, h);
                if (gain > best.Gain + 1e-9)
                    best = (gain, left);
            }
        }

        return best;
    }

    private IEnumerable<int[]> Candidates(int column, int[] leaf, double[] g, double[] h)
    {
        var bins = features.Column(column).ToArray();
        var missing = leaf.Where(i => bins[rows[i]] == BinMapper.Missing).ToArray();
        if (features.Mapper.Columns[column].IsCategorical)
        {
            var order = leaf.GroupBy(i => bins[rows[i]])
                .OrderBy(group => group.Key)
                .OrderBy(group => group.Sum(i => g[i]) / (group.Sum(i => h[i]) + L2))
                .ToArray();
            for (var take = 1; take < order.Length; take++)
                yield return [.. order.Take(take).SelectMany(group => group)];
            yield break;
        }

        for (var threshold = 0; threshold < features.Mapper.BinCount(column); threshold++)
            yield return [.. leaf.Where(i => bins[rows[i]] <= threshold && bins[rows[i]] != BinMapper.Missing)];
        for (var threshold = 0; missing.Length > 0 && threshold < features.Mapper.BinCount(column); threshold++)
            yield return [.. leaf.Where(i => bins[rows[i]] <= threshold || bins[rows[i]] == BinMapper.Missing)];
    }

    private double Score(int[] leaf, double[] g, double[] h) => Math.Pow(Shrunk(leaf, g), 2) / (leaf.Sum(i => h[i]) + L2);

    private double Shrunk(int[] leaf, double[] g) => leaf.Sum(i => g[i]) is var sum && Math.Abs(sum) > L1 ? sum - Math.Sign(sum) * L1 : 0;
}
