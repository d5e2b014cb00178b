namespace Presage.Tests.Jobs.Schedules;

/// <summary>Moments at which zones' clocks were or will be changed.</summary>
internal static class ZoneTransitions
{
    private static readonly DateTime s_first = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_end = new(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan s_step = TimeSpan.FromHours(6);

    /// <summary>The first minutes with another offset, 2020 to 2030.</summary>
    public static IEnumerable<DateTime> Of(TimeZoneInfo zone)
    {
        for (var at = s_first; at < s_end; at += s_step)
            if (zone.GetUtcOffset(at) != zone.GetUtcOffset(at + s_step))
                yield return First(zone, at, at + s_step);
    }

    private static DateTime First(TimeZoneInfo zone, DateTime before, DateTime after)
    {
        while (after - before > TimeSpan.FromMinutes(1))
        {
            var middle = before.AddMinutes(Math.Floor((after - before).TotalMinutes / 2));
            (before, after) = zone.GetUtcOffset(middle) == zone.GetUtcOffset(before) ? (middle, after) : (before, middle);
        }

        return after;
    }
}
