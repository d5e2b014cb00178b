namespace Presage.Engine;

/// <summary>Searches in ascending times, of which several may be equal.</summary>
internal static class SortedTimes
{
    /// <summary>Number of times earlier than <paramref name="time"/>: the position of the first that is not.</summary>
    public static int CountBefore(ReadOnlySpan<long> times, long time)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (times[middle] < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Number of times up to and including <paramref name="time"/>: the position of the first that is later.</summary>
    public static int CountUpTo(ReadOnlySpan<long> times, long time) => time == long.MaxValue ? times.Length : CountBefore(times, time + 1);

    /// <summary>Number of times in (after, upTo].</summary>
    public static int Count(ReadOnlySpan<long> times, long after, long upTo) => CountUpTo(times, upTo) - CountUpTo(times, after);
}
