namespace Presage.Reporting.Svg;

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

    /// <summary>One bin a number for few whole numbers; else bins over all but the outermost two hundredths of the values.</summary>
    public static Bins For(double[] values, int count)
    {
        double[] ascending = [.. values.Order()];
        if (ascending.Length == 0)
            return new Bins(0, 1, 1);

        if (ascending[^1] - ascending[0] < count && ascending.All(double.IsInteger))
            return new Bins(ascending[0] - 0.5, 1, (int)(ascending[^1] - ascending[0]) + 1);

        return Rounded(ascending[ascending.Length / 200], ascending[^(1 + (ascending.Length / 200))], count);
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
