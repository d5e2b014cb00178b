namespace Presage.Engine.Learning;

/// <summary>
/// Cut points of one numeric column. Values are taken as float32, as other libraries take them: what differs beyond that is the same value.
/// A cut lies at a float32, and as its bound stands the largest float64 that float32 rounds to it or below. So a float64 is on the side
/// that its float32 is on, whoever does the rounding.
/// </summary>
/// <param name="Upper">[bin] largest value of the bin, ascending; positive infinity for the last.</param>
/// <param name="Representatives">[bin] mean of the sample's values in the bin; finite.</param>
internal sealed record CutPoints(double[] Upper, double[] Representatives)
{
    /// <summary>
    /// Cuts between distinct values where there are no more than bins; otherwise bins of about equal frequency. Equal values always
    /// share a bin, so a frequent value fills one of its own and the others are spread over what remains.
    /// </summary>
    /// <param name="sample">Values of a sample of rows; NaN is left out. The array is not changed.</param>
    public static CutPoints Find(ReadOnlySpan<double> sample, int maxBins)
    {
        var values = Sorted(sample);
        var upper = new List<double>();
        var representatives = new List<double>();
        var distinctLeft = CountDistinct(values);
        var start = 0;
        while (start < values.Length)
        {
            var binsLeft = maxBins - upper.Count;
            var end = distinctLeft <= binsLeft ? RunEnd(values, start) : BinEnd(values, start, binsLeft);
            distinctLeft -= CountDistinct(values.AsSpan(start, end - start));
            upper.Add(end == values.Length ? double.PositiveInfinity : LargestOf(Middle((float)values[end - 1], (float)values[end])));
            representatives.Add(Mean(values.AsSpan(start, end - start)));
            start = end;
        }

        return upper.Count == 0 ? new CutPoints([double.PositiveInfinity], [0.0]) : new CutPoints([.. upper], [.. representatives]);
    }

    private static double[] Sorted(ReadOnlySpan<double> sample)
    {
        var values = new double[sample.Length];
        var count = 0;
        foreach (var value in sample)
        {
            if (!double.IsNaN(value))
                values[count++] = (float)value;
        }

        Array.Resize(ref values, count);
        Array.Sort(values);
        return values;
    }

    private static int CountDistinct(ReadOnlySpan<double> sorted)
    {
        var distinct = sorted.IsEmpty ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1])
                distinct++;
        }

        return distinct;
    }

    private static int RunEnd(double[] sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start])
            end++;
        return end;
    }

    /// <summary>
    /// Takes runs of equal values until the bin has its share of what is left; the last run only if that brings it nearer to the share.
    /// </summary>
    private static int BinEnd(double[] sorted, int start, int binsLeft)
    {
        if (binsLeft == 1)
            return sorted.Length;
        var share = (double)(sorted.Length - start) / binsLeft;
        var end = RunEnd(sorted, start);
        while (end < sorted.Length && end - start < share)
        {
            var next = RunEnd(sorted, end);
            if (next - start - share > share - (end - start))
                break;
            end = next;
        }

        return end;
    }

    /// <summary>A value m with low &lt;= m &lt; high, also where the middle rounds to an end or one of them is infinite.</summary>
    private static float Middle(float low, float high)
    {
        var middle = (float)(low + (((double)high - low) / 2));
        return middle >= low && middle < high ? middle : low;
    }

    /// <summary>The largest float64 that float32 rounds to this value: half-way to the next, or the one before.</summary>
    private static double LargestOf(float value)
    {
        var middle = (Wide(value) + Wide(float.BitIncrement(value))) / 2;
        return (float)middle <= value ? middle : Math.BitDecrement(middle);
    }

    /// <summary>Where rounding to float32 takes infinity to be: the power of two after its largest value.</summary>
    private static double Wide(float value) => float.IsInfinity(value) ? Math.CopySign(Math.ScaleB(1, 128), value) : value;

    private static double Mean(ReadOnlySpan<double> values)
    {
        double mean = 0;
        var count = 0;
        foreach (var value in values)
        {
            if (double.IsFinite(value))
                mean += (value - mean) / ++count;
        }

        return count > 0 && double.IsFinite(mean) ? mean : Math.Clamp(values[0], double.MinValue, double.MaxValue);
    }
}
