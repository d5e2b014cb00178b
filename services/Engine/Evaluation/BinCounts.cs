namespace Presage.Engine.Evaluation;

/// <summary>Rows of one machine by bin, bins without rows left out; all three in ascending order of the bin.</summary>
public sealed record BinCounts(int[] Bins, int[] Positives, int[] Negatives)
{
    /// <param name="bins">[row] from 0.</param>
    /// <param name="isPositive">[row].</param>
    /// <param name="most">Number of bins there are; less than a few hundred.</param>
    internal static BinCounts Of(ReadOnlySpan<int> bins, ReadOnlySpan<bool> isPositive, int most)
    {
        Span<int> rows = stackalloc int[most];
        Span<int> positives = stackalloc int[most];
        for (var row = 0; row < bins.Length; row++)
        {
            rows[bins[row]]++;
            positives[bins[row]] += isPositive[row] ? 1 : 0;
        }

        var used = most - rows.Count(0);
        var counts = new BinCounts(new int[used], new int[used], new int[used]);
        for (var (bin, next) = (0, 0); bin < most; bin++)
        {
            if (rows[bin] == 0)
                continue;

            (counts.Bins[next], counts.Positives[next], counts.Negatives[next]) = (bin, positives[bin], rows[bin] - positives[bin]);
            next++;
        }

        return counts;
    }
}
