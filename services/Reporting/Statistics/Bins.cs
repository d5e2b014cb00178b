namespace Presage.Reporting.Statistics;

/// <summary>Bins of equal width.</summary>
public readonly record struct Bins(double First, double Width, int Count)
{
    public double EdgeAt(int i) => First + (i * Width);

    public double Last => EdgeAt(Count);

    /// <summary>About <paramref name="count"/> bins with round edges that enclose the values.</summary>
    public static Bins Rounded(double minimum, double maximum, int count)
    {
        if (maximum <= minimum)
            return new Bins(minimum - 0.5, 1, 1);

        var width = RoundNumbers.Step(minimum, maximum, count);
        var first = Math.Floor(minimum / width) * width;
        return new Bins(first, width, Math.Max(1, (int)Math.Ceiling(((maximum - first) / width) + 1e-9)));
    }

    /// <summary>
    /// One bin a number for few whole numbers; else bins that show all of each group but its outermost two hundredths, so that a small
    /// group is not cut short by a large one.
    /// </summary>
    public static Bins For(IReadOnlyList<double[]> groups, int count)
    {
        double[][] ascending = [.. groups.Where(group => group.Length > 0).Select(group => group.Order().ToArray())];
        if (ascending.Length == 0)
            return new Bins(0, 1, 1);

        var (lowest, highest) = (ascending.Min(group => group[0]), ascending.Max(group => group[^1]));
        if (highest - lowest < count && ascending.All(group => group.All(double.IsInteger)))
            return new Bins(lowest - 0.5, 1, (int)(highest - lowest) + 1);

        return Rounded(
            ascending.Min(group => group[group.Length / 100]), ascending.Max(group => group[^(1 + (group.Length / 100))]), count);
    }

    /// <summary>Counts values; those outside go into the outermost bins, NaN nowhere.</summary>
    public long[] CountOf(IEnumerable<double> values)
    {
        var counts = new long[Count];
        foreach (var value in values)
            if (!double.IsNaN(value))
                counts[IndexOf(value)]++;

        return counts;
    }

    public int IndexOf(double value) => (int)Math.Clamp(Math.Floor(((value - First) / Width) + 1e-9), 0, Count - 1);
}
