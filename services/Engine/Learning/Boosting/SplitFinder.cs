namespace Presage.Engine.Learning;

/// <summary>Finds the best split of a column from its sums. Of equal gains the first wins: lower bin, missing to the right.</summary>
internal sealed class SplitFinder(GradientUnits units, SplitRules rules)
{
    private readonly GradientUnits _units = units;

    /// <param name="sums">[bin] of the column.</param>
    /// <param name="bins">Number of bins, without the missing bin.</param>
    public Split Numeric(int column, ReadOnlySpan<RowSums> sums, int bins, RowSums total, Bounds bounds)
    {
        var own = Score(total, bounds);
        var scan = new SplitScan(
            _units, rules, total, bounds, rules.Monotone[column], own + rules.LeastGain, stackalloc long[3 * BinMapper.Slots]);
        var missing = sums[BinMapper.Missing];
        bool missingLeft;
        if (missing.Hessian == 0)
        {
            scan.Try(sums[..(bins - 1)], default);
            // Nothing is known of missing values here: they follow the majority.
            missingLeft = 2 * scan.Left.Hessian > total.Hessian;
        }
        else
        {
            scan.Try(sums[..bins], default);
            missingLeft = scan.Try(sums[..(bins - 1)], missing);
        }

        return scan.Bin < 0 ? Split.None : new Split(scan.Score - own, new NodeTest(column, (byte)scan.Bin, missingLeft), scan.Left);
    }

    /// <summary>
    /// Orders the categories by gradient over Hessian and cuts the order once (Fisher, 1958); missing is one more category.
    /// </summary>
    public Split Categorical(int column, ReadOnlySpan<RowSums> sums, RowSums total, Bounds bounds)
    {
        Span<int> bins = stackalloc int[BinMapper.Slots];
        Span<double> keys = stackalloc double[BinMapper.Slots];
        var present = 0;
        for (var bin = 0; bin < BinMapper.Slots; bin++)
        {
            if (sums[bin].Hessian == 0)
                continue;
            keys[present] = _units.Gradient(sums[bin]) / (_units.Hessian(sums[bin]) + rules.L2);
            bins[present++] = bin;
        }

        SortByKey(keys[..present], bins[..present]);
        Span<RowSums> ordered = stackalloc RowSums[BinMapper.Slots];
        for (var i = 0; i < present; i++)
            ordered[i] = sums[bins[i]];
        var own = Score(total, bounds);
        var scan = new SplitScan(_units, rules, total, bounds, 0, own + rules.LeastGain, stackalloc long[3 * BinMapper.Slots]);
        scan.Try(ordered[..Math.Max(0, present - 1)], default);
        return scan.Bin < 0
            ? Split.None
            : new Split(
                scan.Score - own, new NodeTest(column, 0, false, LeftOf(bins[..(scan.Bin + 1)], sums, scan.Left, total)), scan.Left);
    }

    /// <summary>The categories that go left; those that did not occur here follow the majority.</summary>
    private static BinSet LeftOf(ReadOnlySpan<int> bins, ReadOnlySpan<RowSums> sums, RowSums leftSums, RowSums total)
    {
        var left = new BinSet();
        var leftIsMajority = 2 * leftSums.Hessian > total.Hessian;
        for (var bin = 0; bin < BinMapper.Slots; bin++)
        {
            if (leftIsMajority && sums[bin].Hessian == 0)
                left.Add(bin);
        }

        foreach (var bin in bins)
            left.Add(bin);
        return left;
    }

    private double Score(RowSums sums, Bounds bounds)
    {
        var (gradient, hessian) = (_units.Gradient(sums), _units.Hessian(sums));
        return rules.Score(gradient, hessian, rules.Weight(gradient, hessian, bounds));
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
}

/// <summary>A way to divide a node, and what it gains.</summary>
/// <param name="Gain">Decrease of the loss (twice, as usual); not positive when there is no split.</param>
/// <param name="Left">Sums of the rows that go left.</param>
internal readonly record struct Split(double Gain, NodeTest Test, RowSums Left)
{
    public static Split None { get; } = new(0, default, default);
}
