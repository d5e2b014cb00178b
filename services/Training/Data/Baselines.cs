using Presage.Engine.Features;
using Presage.Engine.Learning;

namespace Presage.Training.Data;

/// <summary>How the inputs are distributed in training: what "usually" means in a reason, and what drift is measured against.</summary>
internal static class Baselines
{
    private const int Bins = 20;

    /// <param name="values">[column][row] of a sample.</param>
    /// <param name="isHealthy">[row] whether no component fails within the horizon.</param>
    public static IReadOnlyList<ColumnBaseline> Of(IReadOnlyList<FeatureColumn> columns, double[][] values, bool[] isHealthy) =>
        [.. columns.Select((column, i) => Of(column, values[i], isHealthy))];

    private static ColumnBaseline Of(FeatureColumn column, double[] values, bool[] isHealthy)
    {
        var present = values.Where(value => !double.IsNaN(value)).ToArray();
        if (present.Length == 0)
            return new ColumnBaseline(double.NaN, 1, [], [0]);

        var missing = 1 - ((double)present.Length / values.Length);
        Array.Sort(present);
        if (column.IsCategorical)
        {
            var categories = present.CountBy(value => value).ToDictionary();
            var edges = Enumerable.Range(0, Math.Min(Bins, column.Categories!.Count) - 1).Select(index => (double)index).ToArray();
            return new ColumnBaseline(categories.MaxBy(category => category.Value).Key, missing, edges, Shares(present, edges));
        }

        var healthy = values.Where((value, row) => isHealthy[row] && !double.IsNaN(value)).Order().ToArray();
        var quantiles = Enumerable.Range(0, Bins + 1)
            .Select(i => present[(int)((long)i * (present.Length - 1) / Bins)]).Distinct().ToArray();
        return new ColumnBaseline(Median(healthy.Length > 0 ? healthy : present), missing, quantiles, Shares(present, quantiles));
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <param name="edges">A value falls into the first bin whose edge is not below it, or into the last.</param>
    private static double[] Shares(double[] sorted, double[] edges)
    {
        var counts = new int[edges.Length + 1];
        var bin = 0;
        foreach (var value in sorted)
        {
            while (bin < edges.Length && value > edges[bin])
                bin++;

            counts[bin]++;
        }

        return [.. counts.Select(count => (double)count / sorted.Length)];
    }
}
