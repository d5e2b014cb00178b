using System.Globalization;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Features.Default;

/// <summary>How windows and aggregates are called in column names and descriptions.</summary>
internal static class WindowNames
{
    /// <summary>Such as <c>36h</c> or <c>90m</c>.</summary>
    public static string Short(TimeSpan window) => Written(window, "");

    /// <summary>Such as <c>36 h</c> or <c>90 min</c>.</summary>
    public static string Long(TimeSpan window) => Written(window, " ").Replace(" m", " min", StringComparison.Ordinal);

    public static string Short(Aggregate aggregate) => aggregate.ToString().ToLowerInvariant();

    public static string Long(Aggregate aggregate) => aggregate switch
    {
        Aggregate.Std => "standard deviation",
        Aggregate.Min => "minimum",
        Aggregate.Max => "maximum",
        _ => Short(aggregate),
    };

    private static string Written(TimeSpan window, string space) => window switch
    {
        _ when window.Ticks % TimeSpan.TicksPerHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{window.TotalHours}{space}h"),
        _ when window.Ticks % TimeSpan.TicksPerMinute == 0 => string.Create(CultureInfo.InvariantCulture, $"{window.TotalMinutes}{space}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{window.TotalSeconds}{space}s"),
    };
}
