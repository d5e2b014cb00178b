using Presage.Engine.Features;
using Presage.Engine.Learning;

namespace Presage.Engine.Drift;

/// <summary>The values of a column that were seen in training.</summary>
/// <param name="Lowest">Negative infinity where every value is in range, as of categories.</param>
internal readonly record struct InputRange(double Lowest, double Highest, double[] Edges)
{
    /// <summary>
    /// The edges of a baseline begin with the lowest and end with the highest value, so that its last share is 0. Models of earlier
    /// versions have the 5 % and the 95 % quantile there: then a value is outside when it lies farther from them than they from each other,
    /// for a normal distribution five standard deviations from the mean.
    /// </summary>
    public static InputRange Of(FeatureColumn column, ColumnBaseline baseline)
    {
        var edges = baseline.Edges;
        if (column.IsCategorical || edges.Length == 0)
            return new InputRange(double.NegativeInfinity, double.PositiveInfinity, edges);

        var margin = IsClosed(baseline) ? 0 : edges[^1] - edges[0];
        return edges.Length == 1 && !IsClosed(baseline)
            ? new InputRange(double.NegativeInfinity, double.PositiveInfinity, edges)
            : new InputRange(edges[0] - margin, edges[^1] + margin, edges);
    }

    private static bool IsClosed(ColumnBaseline baseline) => baseline.Shares[^1] == 0;
}
