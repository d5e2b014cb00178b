namespace Presage.Engine.Evaluation;

/// <summary>Rows of one machine by bin, bins without rows left out; all three in ascending order of the bin.</summary>
public sealed record BinCounts(int[] Bins, int[] Positives, int[] Negatives)
{
    /// <param name="bins">[row].</param>
    /// <param name="isPositive">[row].</param>
    internal static BinCounts Of(ReadOnlySpan<int> bins, ReadOnlySpan<bool> isPositive)
    {
        var (positives, negatives) = (new SortedDictionary<int, int>(), new SortedDictionary<int, int>());
        for (var row = 0; row < bins.Length; row++)
        {
            var (counted, other) = isPositive[row] ? (positives, negatives) : (negatives, positives);
            counted[bins[row]] = counted.GetValueOrDefault(bins[row]) + 1;
            other.TryAdd(bins[row], 0);
        }

        return new BinCounts([.. positives.Keys], [.. positives.Values], [.. negatives.Values]);
    }
}
