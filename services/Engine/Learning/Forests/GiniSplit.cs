namespace Presage.Engine.Learning;

/// <summary>A way to divide a node of a forest's tree.</summary>
/// <param name="Score">Sum over components and sides of positives^2 / rows; the decrease of gini impurity is twice what it is above the
/// undivided node's.</param>
internal readonly record struct GiniSplit(double Score, NodeTest Test)
{
    public static GiniSplit None { get; } = new(double.NegativeInfinity, default);

    /// <summary>Of equal scores the lower column wins, in whatever order columns are tried.</summary>
    public bool IsBetterThan(GiniSplit other) =>
        Score > other.Score || (Score == other.Score && !double.IsNegativeInfinity(Score) && Test.Column < other.Test.Column);
}

/// <summary>Finds the split of a column that decreases the sum of the components' gini impurities most.</summary>
/// <param name="lanes">Counts of a bin: rows, then positives of each component.</param>
/// <param name="minRows">Fewest rows on each side.</param>
internal sealed class GiniSplitFinder(int lanes, int minRows)
{
    private readonly int[] _left = new int[lanes];
    private readonly int[] _best = new int[lanes];

    /// <param name="counts">[bin x lane]; the last bin is missing.</param>
    /// <param name="total">[lane].</param>
    public GiniSplit Find(int number, CoarseColumn column, ReadOnlySpan<int> counts, ReadOnlySpan<int> total) =>
        column.IsCategorical ? Categorical(number, counts, total) : Numeric(number, column, counts, total);

    private GiniSplit Numeric(int number, CoarseColumn column, ReadOnlySpan<int> counts, ReadOnlySpan<int> total)
    {
        var bins = column.Count;
        var missing = counts.Slice(bins * lanes, lanes);
        var best = new Best(double.NegativeInfinity, -1);
        _left.AsSpan().Clear();
        if (missing[0] == 0)
        {
            Scan(counts[..((bins - 1) * lanes)], total, ref best);
            // Nothing is known of missing values here: they follow the majority.
            return ToSplit(number, column, best, 2L * _best[0] > total[0]);
        }

        Scan(counts[..(bins * lanes)], total, ref best);
        var missingRight = best;
        missing.CopyTo(_left);
        Scan(counts[..((bins - 1) * lanes)], total, ref best);
        return ToSplit(number, column, best, best != missingRight);
    }

    private static GiniSplit ToSplit(int number, CoarseColumn column, Best best, bool missingLeft) =>
        best.Bin < 0 ? GiniSplit.None : new GiniSplit(best.Score, new NodeTest(number, column.Upper[best.Bin], missingLeft));

    /// <summary>Orders the categories by their sum of positive rates and cuts the order once; missing is one more category.</summary>
    private GiniSplit Categorical(int number, ReadOnlySpan<int> counts, ReadOnlySpan<int> total)
    {
        var slots = counts.Length / lanes;
        var rates = new double[slots];
        var order = new List<int>();
        for (var bin = 0; bin < slots; bin++)
        {
            var bins = counts.Slice(bin * lanes, lanes);
            if (bins[0] == 0)
                continue;
            rates[bin] = (double)Positives(bins) / bins[0];
            order.Add(bin);
        }

        order = [.. order.OrderBy(bin => rates[bin])];
        var ordered = new int[order.Count * lanes];
        for (var i = 0; i < order.Count; i++)
            counts.Slice(order[i] * lanes, lanes).CopyTo(ordered.AsSpan(i * lanes));
        var best = new Best(double.NegativeInfinity, -1);
        _left.AsSpan().Clear();
        Scan(ordered.AsSpan(0, Math.Max(0, order.Count - 1) * lanes), total, ref best);
        if (best.Bin < 0)
            return GiniSplit.None;

        // Categories that did not occur here follow the majority.
        var left = new BinSet();
        for (var bin = 0; bin < BinMapper.Slots; bin++)
        {
            var slot = bin == BinMapper.Missing ? slots - 1 : bin < slots - 1 ? bin : -1;
            var place = slot < 0 ? -1 : order.IndexOf(slot);
            if (place < 0 ? 2L * _best[0] > total[0] : place <= best.Bin)
                left.Add(bin);
        }

        return new GiniSplit(best.Score, new NodeTest(number, 0, false, left));
    }

    private static int Positives(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts[1..])
            sum += count;
        return sum;
    }

    /// <summary>Moves bins to the left one after the other and keeps the best place to stop, and the left side's counts there.</summary>
    private void Scan(ReadOnlySpan<int> counts, ReadOnlySpan<int> total, ref Best best)
    {
        for (var bin = 0; bin * lanes < counts.Length; bin++)
        {
            var bins = counts.Slice(bin * lanes, lanes);
            if (bins[0] == 0)
                continue;
            for (var lane = 0; lane < bins.Length; lane++)
                _left[lane] += bins[lane];
            if (_left[0] < minRows)
                continue;
            if (total[0] - _left[0] < Math.Max(1, minRows))
                return;
            double leftSquares = 0, rightSquares = 0;
            for (var lane = 1; lane < _left.Length; lane++)
            {
                double left = _left[lane], right = total[lane] - _left[lane];
                leftSquares += left * left;
                rightSquares += right * right;
            }

            var score = leftSquares / _left[0] + rightSquares / (total[0] - _left[0]);
            if (score <= best.Score)
                continue;
            best = new Best(score, bin);
            _left.CopyTo(_best, 0);
        }
    }

    private readonly record struct Best(double Score, int Bin);
}
