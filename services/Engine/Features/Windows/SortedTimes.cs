namespace Presage.Engine.Features.Windows;

/// <summary>Questions to ascending times.</summary>
internal static class SortedTimes
{
    /// <summary>How many are at or before the moment; also the position of the first one after it.</summary>
    public static int CountUpTo(ReadOnlySpan<long> times, long moment)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (times[middle] <= moment)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>How many lie in (after, upTo].</summary>
    public static int Count(ReadOnlySpan<long> times, long after, long upTo) => CountUpTo(times, upTo) - CountUpTo(times, after);
}
