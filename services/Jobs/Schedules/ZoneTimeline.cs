using System.Collections.Concurrent;

namespace Presage.Jobs.Schedules;

/// <summary>
/// The changes of a zone's clock, found by asking for offsets at moments of UTC only: what the class library says of local times is right
/// for summer time, but not where a zone's standard time changes.
/// </summary>
internal sealed class ZoneTimeline
{
    private static readonly ConcurrentDictionary<string, ZoneTimeline> s_all = [];

    // No clock is changed twice within so short a time.
    private static readonly TimeSpan s_step = TimeSpan.FromHours(6);

    // Longer than any clock was ever changed, so that a change before the turn of a year is seen after it.
    private static readonly TimeSpan s_margin = TimeSpan.FromDays(2);

    private readonly TimeZoneInfo _zone;
    private readonly ConcurrentDictionary<int, DateTime[]> _changes = [];

    private ZoneTimeline(TimeZoneInfo zone) => _zone = zone;

    public static ZoneTimeline Of(TimeZoneInfo zone) => s_all.GetOrAdd(zone.Id, _ => new ZoneTimeline(zone));

    /// <summary>The span that a moment lies in; it is cut at the turn of a year, where nothing changes.</summary>
    public ZoneSpan At(DateTime utc)
    {
        var changes = _changes.GetOrAdd(utc.Year, Find);
        var next = Array.FindIndex(changes, change => change > utc);
        var start = next switch
        {
            0 => FirstOf(utc.Year),
            < 0 => changes.Length == 0 ? FirstOf(utc.Year) : changes[^1],
            _ => changes[next - 1],
        };
        var end = next < 0 ? FirstOf(utc.Year + 1) : changes[next];
        return new ZoneSpan(start, end, _zone.GetUtcOffset(utc), _zone.GetUtcOffset(start.AddSeconds(-1)));
    }

    /// <summary>The first seconds with another offset than those before, of a year and of the end of the one before it.</summary>
    private DateTime[] Find(int year)
    {
        var changes = new List<DateTime>();
        var (at, end) = (FirstOf(year) - s_margin, FirstOf(year + 1).AddSeconds(-1));
        while (at < end)
        {
            var next = end - at < s_step ? end : at + s_step;
            if (_zone.GetUtcOffset(at) != _zone.GetUtcOffset(next))
                changes.Add(FirstAfter(at, next));
            at = next;
        }

        return [.. changes];
    }

    private DateTime FirstAfter(DateTime before, DateTime after)
    {
        var offset = _zone.GetUtcOffset(before);
        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = before.AddSeconds(Math.Floor((after - before).TotalSeconds / 2));
            (before, after) = _zone.GetUtcOffset(middle) == offset ? (middle, after) : (before, middle);
        }

        return after;
    }

    private static DateTime FirstOf(int year) => year < 9999
        ? new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc)
        : new DateTime(9998, 12, 31, 0, 0, 0, DateTimeKind.Utc);
}
