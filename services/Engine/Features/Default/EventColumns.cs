using Presage.Engine.Observation;

namespace Presage.Engine.Features.Default;

/// <summary>Columns and labels made from the times of events.</summary>
internal static class EventColumns
{
    /// <summary>Number of events in (T - window, T].</summary>
    public static double[] Counts(long[] events, long[] points, long window) =>
        Array.ConvertAll(points, point => (double)SortedTimes.Count(events, point - window, point));

    /// <summary>Days since the last event at or before T; NaN when there was none.</summary>
    public static double[] DaysSince(long[] events, long[] points) =>
        Array.ConvertAll(points, point => SortedTimes.CountUpTo(events, point) is > 0 and var count
            ? (point - events[count - 1]) / (double)UnixTime.Day
            : double.NaN);

    /// <summary>Whether there is a failure in (T, T + H]; see <see cref="Observation.Labels"/>.</summary>
    public static sbyte[] Labels(long[] failures, long[] points, FeatureRange range, ObservedPeriods observed) =>
        Observation.Labels.Of(
            [.. failures.Where(time => time <= range.FailuresKnownUntil)], points, range.Horizon,
            observed.CutAt(range.FailuresKnownUntil));
}
