using Presage.Engine.Features.Windows;
using Presage.Engine.Observation;

namespace Presage.Engine.Features.Default;

/// <summary>Which grid points have a row.</summary>
internal static class RowTimes
{
    /// <summary>
    /// The grid points T with from &lt; T &lt;= to that have at least one reading in (T - fresh, T] and at which the machine is observed.
    /// Of a machine that is switched off nothing could be said but its age and its last replacements, and of one that is gone nothing at
    /// all. Where its next record is not due yet, less than one sampling interval after the last one, it counts as observed.
    /// </summary>
    /// <param name="readings">Ascending times.</param>
    /// <param name="grid">
    /// Distance of the points, in <see cref="UnixTime"/> units, as are <paramref name="fresh"/> and <paramref name="sampling"/>.
    /// </param>
    public static long[] Of(
        ReadOnlySpan<long> readings, FeatureRange range, long grid, long fresh, ObservedPeriods observed, long sampling)
    {
        if (readings.IsEmpty)
            return [];

        // No row can lie outside of these, however wide the range is.
        var first = Grid.After(Math.Max(range.From, readings[0] - 1), grid);
        var last = Math.Min(range.To, readings[^1] + fresh - 1);

        var points = new List<long>();
        var reading = 0;
        for (var point = first; point <= last; point += grid)
        {
            while (reading < readings.Length && readings[reading] <= point - fresh)
                reading++;
            if (reading < readings.Length && readings[reading] <= point && observed.IsPresent(point, sampling))
                points.Add(point);
        }

        return [.. points];
    }
}
