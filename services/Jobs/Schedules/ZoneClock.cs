using System.Globalization;

namespace Presage.Jobs.Schedules;

/// <summary>What a zone's clock does around a nominal time.</summary>
internal static class ZoneClock
{
    /// <summary>Whether the time that was meant does not exist, and what is to be said; null for a usual time.</summary>
    public static (bool IsMoved, string? Remark)? RemarkOn(Cron cron, TimeZoneInfo zone, DateTime utc)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
            return null;

        var timeline = ZoneTimeline.Of(zone);
        var span = timeline.At(utc);
        var wall = utc + span.Offset;
        if (utc == span.Start && span.IsAfterGap && cron.Wall(wall) != wall && cron.Wall(span.UnchangedWall) is { } meant)
            return (
                true, $"{Clock(meant)} does not exist on that day in {zone.Id}; local time is {Clock(wall)} {Offset(span)}, {Zones.Data}");

        if (span.IsAfterOverlap && wall < span.UnchangedWall)
            return (false, Twice(zone, wall, "second", span));
        return timeline.At(span.End) is var next && next.IsAfterOverlap && wall >= next.FirstWall
            ? (false, Twice(zone, wall, "first", span))
            : null;
    }

    private static string Twice(TimeZoneInfo zone, DateTime wall, string which, ZoneSpan span) =>
        $"{Clock(wall)} comes twice on that day in {zone.Id}; this is the {which}, {Offset(span)}, {Zones.Data}";

    private static string Clock(DateTime wall) => wall.ToString(wall.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Offset(ZoneSpan span) => string.Create(
        CultureInfo.InvariantCulture, $"UTC{(span.Offset < TimeSpan.Zero ? '-' : '+')}{span.Offset.Duration():hh\\:mm}");
}
