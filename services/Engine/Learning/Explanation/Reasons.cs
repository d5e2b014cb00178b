using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>Turns contributions of columns into reasons for a person.</summary>
internal sealed class Reasons
{
    private readonly IReadOnlyList<FeatureColumn> _columns;
    private readonly IReadOnlyList<ColumnBaseline> _baseline;
    private readonly (string Name, int[] Columns)[] _sources;

    public Reasons(IReadOnlyList<FeatureColumn> columns, IReadOnlyList<ColumnBaseline> baseline)
    {
        (_columns, _baseline) = (columns, baseline);
        _sources = [.. Enumerable.Range(0, columns.Count).GroupBy(c => columns[c].Source).Select(group => (group.Key, group.ToArray()))];
    }

    /// <summary>
    /// Adds up the columns of each source; sources that changed nothing are left out. Of equal strength the earlier column comes first.
    /// </summary>
    /// <param name="contributions">[column] of the row.</param>
    /// <param name="values">[column][row]; NaN is missing.</param>
    public IReadOnlyList<Reason> Strongest(ReadOnlySpan<double> contributions, double[][] values, int row, int most)
    {
        Span<double> sums = _sources.Length <= 128 ? stackalloc double[_sources.Length] : new double[_sources.Length];
        for (var s = 0; s < sums.Length; s++)
        {
            foreach (var c in _sources[s].Columns)
                sums[s] += contributions[c];
        }

        var reasons = new List<Reason>(Math.Min(most, sums.Length));
        while (reasons.Count < most && Largest(sums) is >= 0 and var strongest)
        {
            reasons.Add(Tell(_sources[strongest], sums[strongest], contributions, values, row));
            sums[strongest] = 0;
        }

        return reasons;
    }

    /// <summary>The column that pushed most in the source's direction speaks for it.</summary>
    private Reason Tell((string Name, int[] Columns) source, double sum, ReadOnlySpan<double> contributions, double[][] values, int row)
    {
        var strongest = source.Columns[0];
        foreach (var c in source.Columns)
        {
            if (contributions[c] * Math.Sign(sum) > contributions[strongest] * Math.Sign(sum))
                strongest = c;
        }

        var (column, value, usual) = (_columns[strongest], values[strongest][row], _baseline[strongest].Usual);
        return new Reason(source.Name, column.Name, sum, value, usual, ReasonText.Of(column, value, usual));
    }

    /// <summary>The first of those farthest from zero; -1 when all are zero.</summary>
    private static int Largest(ReadOnlySpan<double> sums)
    {
        var (largest, size) = (-1, 0.0);
        for (var s = 0; s < sums.Length; s++)
        {
            if (Math.Abs(sums[s]) > size)
                (largest, size) = (s, Math.Abs(sums[s]));
        }

        return largest;
    }
}
