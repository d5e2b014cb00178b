using System.Globalization;

namespace Presage.Engine.Scenarios;

internal static class DurationText
{
    /// <summary>A duration in the largest of hours, minutes and seconds of which it has a whole number, such as <c>36h</c>.</summary>
    /// <param name="space">What stands between number and unit.</param>
    public static string Of(TimeSpan duration, string space = "") => duration switch
    {
        _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => Of(duration.TotalHours, space, "h"),
        _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => Of(duration.TotalMinutes, space, "m"),
        _ => Of(duration.TotalSeconds, space, "s"),
    };

    /// <summary>
    /// As <see cref="Of(TimeSpan, string)"/>, but whole days from two on in days: what was written 5d is not shown as 120h.
    /// </summary>
    public static string InDays(TimeSpan duration, string space = "") =>
        duration >= TimeSpan.FromDays(2) && duration.Ticks % TimeSpan.TicksPerDay == 0
            ? Of(duration.TotalDays, space, "d")
            : Of(duration, space);

    private static string Of(double number, string space, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}{space}{unit}");
}
