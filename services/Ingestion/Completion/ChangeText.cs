using System.Globalization;
using Presage.Engine.Scenarios;
using Presage.Storage;

namespace Presage.Ingestion.Completion;

/// <summary>Changed values in words.</summary>
internal static class ChangeText
{
    /// <summary>Such as <c>M1 2024-01-01 02:00 temp: 22 -> 99</c>.</summary>
    public static string Of(ValueChange change, Scenario scenario)
    {
        var time = change.Time is { } at ? $" {TimeText(at)}" : "";
        var sameRun = change.IsConflict ? " (both in this run)" : "";
        return $"{change.Machine}{time} {NameOf(change.Column, scenario)}: {change.Before} -> {change.After}{sameRun}";
    }

    /// <summary>The store knows sensors by their numbers.</summary>
    private static string NameOf(string column, Scenario scenario) =>
        int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var sensor) && sensor < scenario.Sensors.Count
            ? scenario.Sensors[sensor].Name
            : column;

    private static string TimeText(DateTime time) => time.ToString(
        time.TimeOfDay.Ticks % TimeSpan.TicksPerMinute == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        CultureInfo.InvariantCulture);
}
