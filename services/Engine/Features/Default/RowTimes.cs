using Presage.Engine.Features.Windows;

namespace Presage.Engine.Features.Default;

/// <summary>Which grid points have a row.</summary>
internal static class RowTimes
{
    /// <summary>
    /// The grid points T with from &lt; T &lt;= to that have at least one reading in (T - longest, T]. A machine that is switched off has
    /// no rows: nothing could be said about it but its age and its last replacements.
    /// </summary>
    public static long[] Of(ReadOnlySpan<long> readings, FeatureRange range, long grid, long longest)
    {
        if (readings.IsEmpty)
            return [];

        // No row can lie outside of these, however wide the range is.
        var first = Grid.After(Math.Max(range.From, readings[0] - 1), grid);
        var last = Math.Min(range.To, readings[^1] + longest - 1);

        var points = new List<long>();
        var reading = 0;
        for (var point = first; point <= last; point += grid)
        {
            while (reading < readings.Length && readings[reading] <= point - longest)
                reading++;
            if (reading < readings.Length && readings[reading] <= point)
                points.Add(point);
        }

        return [.. points];
    }
}
