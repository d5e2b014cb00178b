namespace Presage.Engine.Learning;

/// <summary>
/// Isotonic regression: pools adjacent violators (Barlow et al., 1972) into blocks of rising frequency and draws straight lines between the
/// blocks' mean probabilities, which keeps the order of predictions within a block apart. Beyond the first and last block the frequency
/// stays. A frequency of 0 or 1 can only be the first or the last block's; it is smoothed as (positives + 1) / (rows + 2), though never
/// past its neighbour, because no finite sample shows certainty; of rows that are much alike only those count that say something new.
/// </summary>
/// <param name="probabilities">Ascending: mean prediction of each block.</param>
/// <param name="frequencies">Not descending, strictly between 0 and 1.</param>
internal sealed class IsotonicCalibrator(double[] probabilities, double[] frequencies) : Calibrator
{
    public double[] Probabilities => probabilities;

    public double[] Frequencies => frequencies;

    public override double Apply(double probability)
    {
        var at = Array.BinarySearch(probabilities, probability);
        if (at >= 0)
            return frequencies[at];
        var above = ~at;
        if (above == 0)
            return frequencies[0];
        if (above == probabilities.Length)
            return frequencies[^1];
        var share = (probability - probabilities[above - 1]) / (probabilities[above] - probabilities[above - 1]);
        // Rounding must not carry the line past its ends.
        return Math.Min(frequencies[above], frequencies[above - 1] + share * (frequencies[above] - frequencies[above - 1]));
    }

    /// <param name="labels">At least one 1 and one 0.</param>
    /// <param name="news">Share of the rows that say something new, above 0; null for all.</param>
    public static IsotonicCalibrator Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels, double? news = null)
    {
        var blocks = Pool(probabilities, labels);
        var frequencies = blocks.Select(b => b.Frequency).ToArray();
        // Labels are not all the same, so a block of one kind of label has a neighbour.
        if (frequencies[0] == 0)
            frequencies[0] = Math.Min(blocks[0].Smoothed(news ?? 1), Bound(blocks[0], frequencies[1]));
        if (frequencies[^1] == 1)
            frequencies[^1] = Math.Max(blocks[^1].Smoothed(news ?? 1), Bound(blocks[^1], frequencies[^2]));
        return new IsotonicCalibrator([.. blocks.Select(b => b.Mean)], frequencies);
    }

    /// <summary>
    /// How near to its neighbour the first or last block may come: halfway from where its rows would have it, so that they stay apart and
    /// their order survives.
    /// </summary>
    private static double Bound(Block block, double neighbour)
    {
        var own = block.Smoothed(1);
        return (neighbour + (block.Frequency == 0 ? Math.Min(own, neighbour) : Math.Max(own, neighbour))) / 2;
    }

    /// <summary>Blocks of rising frequency; rows of equal probability share one.</summary>
    internal static List<Block> Pool(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels)
    {
        var (sorted, positive) = Sort(probabilities, labels);
        var blocks = new List<Block>();
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            var positives = 0;
            for (end = start; end < sorted.Length && sorted[end] == sorted[start]; end++)
                positives += positive[end];
            blocks.Add(new Block(end - start, positives, sorted[start] * (end - start), sorted[start], sorted[start]));
            while (blocks.Count > 1 && blocks[^2].Reaches(blocks[^1]))
            {
                blocks[^2] = blocks[^2].With(blocks[^1]);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        return blocks;
    }

    private static (double[] Probabilities, int[] Positive) Sort(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels)
    {
        var sorted = new List<double>(labels.Length);
        var positive = new List<int>(labels.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] is not (0 or 1))
                continue;
            sorted.Add(probabilities[i]);
            positive.Add(labels[i]);
        }

        double[] keys = [.. sorted];
        int[] items = [.. positive];
        Array.Sort(keys, items);
        return (keys, items);
    }

    /// <param name="Sum">Sum of the predicted probabilities, which lie between <paramref name="Lowest"/> and
    /// <paramref name="Highest"/>.</param>
    internal readonly record struct Block(int Rows, int Positives, double Sum, double Lowest, double Highest)
    {
        public double Frequency => (double)Positives / Rows;

        public double Smoothed(double share) => ((share * Positives) + 1) / ((share * Rows) + 2);

        /// <summary>Within the block in spite of rounding, so that means ascend from block to block.</summary>
        public double Mean => Math.Clamp(Sum / Rows, Lowest, Highest);

        /// <summary>Whether the frequency is that of the next block, or above.</summary>
        public bool Reaches(Block next) => (long)Positives * next.Rows >= (long)next.Positives * Rows;

        public Block With(Block next) => new(Rows + next.Rows, Positives + next.Positives, Sum + next.Sum, Lowest, next.Highest);
    }
}
