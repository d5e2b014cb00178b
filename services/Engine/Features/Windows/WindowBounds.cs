namespace Presage.Engine.Features.Windows;

/// <summary>The readings of each window: positions from <c>First[window]</c> up to but without <c>End[window]</c>.</summary>
internal readonly record struct WindowBounds(int[] First, int[] End)
{
    public int Count => First.Length;

    /// <summary>Windows in time: the readings in (T - length, T] for each of the ascending points T.</summary>
    public static WindowBounds InTime(ReadOnlySpan<long> times, ReadOnlySpan<long> points, long length)
    {
        var (first, end) = (new int[points.Length], new int[points.Length]);
        var (low, high) = (0, 0);
        for (var row = 0; row < points.Length; row++)
        {
            while (high < times.Length && times[high] <= points[row])
                high++;
            while (low < high && times[low] <= points[row] - length)
                low++;
            (first[row], end[row]) = (low, high);
        }

        return new WindowBounds(first, end);
    }

    /// <summary>Windows in rows: each reading with up to <paramref name="length"/> - 1 readings before it.</summary>
    public static WindowBounds InRows(int readings, int length)
    {
        var (first, end) = (new int[readings], new int[readings]);
        for (var row = 0; row < readings; row++)
            (first[row], end[row]) = (Math.Max(0, row + 1 - length), row + 1);
        return new WindowBounds(first, end);
    }
}
