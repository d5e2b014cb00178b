namespace Presage.Engine.Learning;

/// <summary>What a split must keep to.</summary>
/// <param name="MinRows">Fewest rows on each side.</param>
/// <param name="MinChildWeight">Smallest sum of Hessians on each side.</param>
/// <param name="L2">Added to the sum of Hessians of a node: shrinks the values of small leaves.</param>
/// <param name="MinGain">A split must gain more.</param>
internal sealed record SplitRules(int MinRows, double MinChildWeight, double L2, double MinGain)
{
    /// <summary>Gains up to here are noise of rounding.</summary>
    public double LeastGain => Math.Max(MinGain, 1e-10);
}

/// <summary>
/// Finds the best split of a column from its histogram. The gain of dividing a node is GL^2/(HL+l) + GR^2/(HR+l) - G^2/(H+l)
/// (Chen and Guestrin, XGBoost, 2016, equation 7). Of equal gains the first wins: lower column, lower bin, missing to the right.
/// </summary>
internal sealed class SplitFinder(FixedPoint units, SplitRules rules)
{
    private readonly FixedPoint _units = units;

    public Split Numeric(int column, ReadOnlySpan<RowSums> sums, int bins, RowSums total)
    {
        var missing = sums[BinMapper.Missing];
        var best = new Best(Score(total) + rules.LeastGain);
        if (_units.Count(missing) == 0)
        {
            Scan(sums[..(bins - 1)], default, total, ref best);
            if (best.Bin < 0)
                return Split.None;
            // Nothing is known of missing values here: they follow the majority.
            return ToSplit(column, best, 2 * _units.Count(best.Left) > _units.Count(total), total);
        }

        Scan(sums[..bins], default, total, ref best);
        var missingRight = best;
        Scan(sums[..(bins - 1)], missing, total, ref best);
        return best.Bin < 0 ? Split.None : ToSplit(column, best, best != missingRight, total);
    }

    /// <summary>
    /// Orders the categories by gradient over Hessian and cuts the order once (Fisher, 1958); missing is one more category.
    /// </summary>
    public Split Categorical(int column, ReadOnlySpan<RowSums> sums, RowSums total)
    {
        Span<int> bins = stackalloc int[BinMapper.Slots];
        Span<double> keys = stackalloc double[BinMapper.Slots];
        var present = 0;
        for (var bin = 0; bin < BinMapper.Slots; bin++)
        {
            if (_units.Count(sums[bin]) == 0)
                continue;
            keys[present] = _units.Gradient(sums[bin]) / (_units.Hessian(sums[bin]) + rules.L2);
            bins[present++] = bin;
        }

        SortByKey(keys[..present], bins[..present]);
        Span<RowSums> ordered = stackalloc RowSums[BinMapper.Slots];
        for (var i = 0; i < present; i++)
            ordered[i] = sums[bins[i]];
        var best = new Best(Score(total) + rules.LeastGain);
        Scan(ordered[..Math.Max(0, present - 1)], default, total, ref best);
        if (best.Bin < 0)
            return Split.None;

        // Categories that did not occur here follow the majority.
        var left = new BinSet();
        var leftIsMajority = 2 * _units.Count(best.Left) > _units.Count(total);
        for (var bin = 0; bin < BinMapper.Slots; bin++)
        {
            if (leftIsMajority && _units.Count(sums[bin]) == 0)
                left.Add(bin);
        }

        for (var i = 0; i <= best.Bin; i++)
            left.Add(bins[i]);
        return new Split(best.Score - Score(total), new Decision(column, 0, false, left), best.Left);
    }

    private Split ToSplit(int column, in Best best, bool missingLeft, RowSums total) =>
        new(best.Score - Score(total), new Decision(column, (byte)best.Bin, missingLeft), best.Left);

    /// <summary>
    /// Moves bins to the left one after the other, beginning with <paramref name="left"/>, and keeps the best place to stop.
    /// </summary>
    private void Scan(ReadOnlySpan<RowSums> sums, RowSums left, RowSums total, ref Best best)
    {
        var (g, hc) = (left.Gradient, left.HessianAndCount);
        var (units, l2, minWeight) = (_units, rules.L2, rules.MinChildWeight);
        var (minRows, rows) = (rules.MinRows, _units.Count(total));
        for (var bin = 0; bin < sums.Length; bin++)
        {
            ref readonly var sum = ref sums[bin];
            if (sum.HessianAndCount == 0)
                continue;
            g += sum.Gradient;
            hc += sum.HessianAndCount;
            var count = units.Count(hc);
            if (count < minRows)
                continue;
            if (rows - count < minRows)
                return;
            var (hessian, otherHessian) = (units.Hessian(hc), units.Hessian(total.HessianAndCount - hc));
            if (hessian < minWeight || otherHessian < minWeight)
                continue;
            var (gradient, otherGradient) = (units.Gradient(g), units.Gradient(total.Gradient - g));
            var score = gradient * gradient / (hessian + l2) + otherGradient * otherGradient / (otherHessian + l2);
            if (score > best.Score)
                best = new Best(score, bin, new RowSums(g, hc));
        }
    }

    private double Score(RowSums sums)
    {
        var gradient = _units.Gradient(sums);
        return gradient * gradient / (_units.Hessian(sums) + rules.L2);
    }

    /// <summary>Insertion sort: stable, and there are few categories.</summary>
    private static void SortByKey(Span<double> keys, Span<int> items)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            for (var j = i; j > 0 && keys[j] < keys[j - 1]; j--)
            {
                (keys[j], keys[j - 1]) = (keys[j - 1], keys[j]);
                (items[j], items[j - 1]) = (items[j - 1], items[j]);
            }
        }
    }

    private readonly record struct Best(double Score, int Bin = -1, RowSums Left = default);
}
