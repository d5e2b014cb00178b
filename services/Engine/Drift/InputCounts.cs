using System.Numerics;
using Presage.Engine.Features;
using Presage.Engine.Learning;

namespace Presage.Engine.Drift;

/// <summary>
/// How the inputs of some rows lie against what a model was trained on. Counts of disjoint rows can be added up. Can be written and read as
/// JSON.
/// </summary>
/// <param name="MachineDays">Pairs of a machine and a day with a row: what makes one row unlike the next.</param>
/// <param name="Columns">In the order of the model.</param>
public sealed record InputCounts(long Rows, long MachineDays, IReadOnlyList<ColumnCounts> Columns)
{
    /// <param name="rows">With the columns of the model.</param>
    public static InputCounts Of(FeatureRows rows, IReadOnlyList<FeatureColumn> columns, IReadOnlyList<ColumnBaseline> baseline)
    {
        var days = new HashSet<(int, long)>();
        for (var row = 0; row < rows.Count; row++)
            days.Add((rows.MachineOf[row], rows.Times[row] / UnixTime.Day));

        return new InputCounts(
            rows.Count, days.Count,
            [.. columns.Select((column, c) => ColumnCounts.Of(rows.Values[c].AsSpan(0, rows.Count), InputRange.Of(column, baseline[c])))]);
    }

    /// <exception cref="ArgumentException">There are none, or they are of different models.</exception>
    public static InputCounts Merge(IReadOnlyList<InputCounts> parts)
    {
        if (parts.Count == 0 || parts.Any(part => part.Columns.Count != parts[0].Columns.Count))
            throw new ArgumentException("Counts must be at least one and have the same columns.", nameof(parts));

        return new InputCounts(
            parts.Sum(part => part.Rows),
            parts.Sum(part => part.MachineDays),
            [.. parts[0].Columns.Select((_, c) => ColumnCounts.Merge([.. parts.Select(part => part.Columns[c])]))]);
    }
}

/// <summary>One column.</summary>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Outside">Rows with a value that is smaller or larger than any in training.</param>
/// <param name="Bins">Rows with a value by bin of the baseline.</param>
/// <param name="Sum">Of all values.</param>
/// <param name="OutsideSum">Of those outside.</param>
public sealed record ColumnCounts(long Missing, long Outside, long[] Bins, double Sum, double OutsideSum)
{
    internal static ColumnCounts Of(ReadOnlySpan<double> values, InputRange range)
    {
        var bins = new long[range.Edges.Length + 1];
        var edges = Padded(range.Edges);
        var (missing, outside, sum, outsideSum) = (0L, 0L, 0.0, 0.0);
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                missing++;
                continue;
            }

            sum += value;
            if (value < range.Lowest || value > range.Highest)
            {
                outside++;
                outsideSum += value;
            }

            bins[Bin(value, edges)]++;
        }

        return new ColumnCounts(missing, outside, bins, sum, outsideSum);
    }

    /// <summary>
    /// Number of the edges below a value, found without a jump that depends on the value: there are many values, and nothing tells where
    /// the next one lies. It is a product because the compiler makes a jump of a choice.
    /// </summary>
    /// <param name="edges">See <see cref="Padded"/>.</param>
    private static int Bin(double value, double[] edges)
    {
        var bin = 0;
        for (var step = (edges.Length + 1) >> 1; step > 0; step >>= 1)
            bin += step * (value > edges[bin + step - 1] ? 1 : 0);

        return bin;
    }

    /// <summary>Infinity fills up to one less than a power of two.</summary>
    private static double[] Padded(double[] edges)
    {
        var padded = new double[(int)BitOperations.RoundUpToPowerOf2((uint)edges.Length + 1) - 1];
        edges.CopyTo(padded, 0);
        padded.AsSpan(edges.Length).Fill(double.PositiveInfinity);
        return padded;
    }

    internal static ColumnCounts Merge(IReadOnlyList<ColumnCounts> parts) => new(
        parts.Sum(part => part.Missing),
        parts.Sum(part => part.Outside),
        [.. parts[0].Bins.Select((_, bin) => parts.Sum(part => part.Bins[bin]))],
        parts.Sum(part => part.Sum),
        parts.Sum(part => part.OutsideSum));
}
