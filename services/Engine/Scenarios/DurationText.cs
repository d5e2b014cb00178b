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

    private static string Of(double number, string space, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}{space}{unit}");
}
