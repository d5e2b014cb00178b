namespace Presage.Engine.Learning;

/// <summary>Computes what a model's inputs usually look like, from bins: raw values need not be in memory.</summary>
public static class Baselines
{
    private const int MostShares = 20;

    /// <param name="labels">[component][row]; a row is healthy when no component is positive.</param>
    /// <param name="rows">The training rows.</param>
    /// <returns>One a column.</returns>
    public static ColumnBaseline[] Compute(BinnedMatrix features, sbyte[][] labels, int[] rows)
    {
        var healthy = Array.FindAll(rows, row => !Array.Exists(labels, component => component[row] > 0));
        var usualRows = healthy.Length > 0 ? healthy : rows;
        return [.. Enumerable.Range(0, features.Mapper.Columns.Count).Select(c => Compute(features, c, usualRows, rows))];
    }

    private static ColumnBaseline Compute(BinnedMatrix features, int column, int[] usualRows, int[] rows)
    {
        var mapper = features.Mapper;
        var bins = mapper.BinCount(column);
        var all = Count(features.Column(column), rows);
        var usual = Count(features.Column(column), usualRows)[..bins];
        var present = all[..bins].Sum();
        var bin = mapper.Columns[column].IsCategorical ? MostFrequent(usual) : Median(usual);
        var (edges, shares) = Merge(mapper, column, all[..bins]);
        return new ColumnBaseline(
            bin < 0 ? double.NaN : mapper.Representative(column, bin),
            rows.Length == 0 ? 0 : 1 - (double)present / rows.Length,
            edges,
            [.. shares.Select(s => present == 0 ? 0 : (double)s / present)]);
    }

    private static int[] Count(ReadOnlySpan<byte> column, int[] rows)
    {
        var counts = new int[BinMapper.Slots];
        foreach (var row in rows)
            counts[column[row]]++;
        return counts;
    }

    private static int MostFrequent(int[] counts) => counts.Max() == 0 ? -1 : Array.IndexOf(counts, counts.Max());

    /// <summary>The bin that holds the lower median.</summary>
    private static int Median(int[] counts)
    {
        var total = counts.Sum();
        var bin = -1;
        for (var below = 0; total > 0 && 2L * below < total; below += counts[bin])
            bin++;
        return bin;
    }

    /// <summary>Merges neighbouring bins until each holds its share of the rows.</summary>
    private static (double[] Edges, List<int> Shares) Merge(BinMapper mapper, int column, int[] counts)
    {
        var most = Math.Min(MostShares, counts.Length);
        long total = counts.Sum(), before = 0;
        var edges = new List<double>();
        var shares = new List<int>();
        var taken = 0;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            taken += counts[bin];
            var isFull = counts.Length <= MostShares || (before + taken) * most >= total * (shares.Count + 1);
            if (bin < counts.Length - 1 && (!isFull || shares.Count == most - 1))
                continue;
            edges.Add(mapper.UpperBound(column, bin));
            shares.Add(taken);
            before += taken;
            taken = 0;
        }

        return ([.. edges.SkipLast(1)], shares);
    }
}
