using System.Globalization;
using Cronos;

namespace Presage.Jobs.Schedules;

/// <summary>What a zone's clock does around a nominal time.</summary>
internal static class ZoneClock
{
    // The longest that a clock was ever set forward within a day.
    private static readonly TimeSpan s_longestGap = TimeSpan.FromHours(24);

    /// <summary>Whether the time that was meant does not exist, and what is to be said; null for a usual time.</summary>
    public static (bool IsMoved, string? Remark)? RemarkOn(CronExpression cron, TimeZoneInfo zone, DateTime utc)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
            return null;

        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        if (!Fits(cron, local))
            return (true, $"{Missing(cron, zone, local)}; local time is {Clock(local)} {Offset(zone, utc)}, {Zones.Data}");
        if (!zone.IsAmbiguousTime(local))
            return null;

        var first = zone.GetAmbiguousTimeOffsets(local).Max() == zone.GetUtcOffset(utc);
        return (
            false,
            $"{Clock(local)} comes twice on that day in {zone.Id}; this is the {(first ? "first" : "second")}, {Offset(zone, utc)}, {Zones.Data}");
    }

    /// <summary>Whether an expression fits what the clock on the wall shows.</summary>
    private static bool Fits(CronExpression cron, DateTime local) =>
        cron.GetNextOccurrence(DateTime.SpecifyKind(local, DateTimeKind.Utc), inclusive: true) == DateTime.SpecifyKind(local, DateTimeKind.Utc);

    private static string Missing(CronExpression cron, TimeZoneInfo zone, DateTime local)
    {
        // Minutes that do not exist lie directly before the first one that does.
        var start = local;
        while (local - start < s_longestGap && zone.IsInvalidTime(start.AddMinutes(-1)))
            start = start.AddMinutes(-1);

        var meant = cron.GetNextOccurrence(DateTime.SpecifyKind(start, DateTimeKind.Utc), inclusive: true);
        return meant < DateTime.SpecifyKind(local, DateTimeKind.Utc)
            ? $"{Clock(meant.Value)} does not exist on that day in {zone.Id}"
            : $"the clock is set forward on that day in {zone.Id}";
    }

    private static string Clock(DateTime local) =>
        local.ToString(local.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Offset(TimeZoneInfo zone, DateTime utc)
    {
        var offset = zone.GetUtcOffset(utc);
        return string.Create(
            CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration():hh\\:mm}");
    }
}
