using Presage.Engine.Scenarios;

namespace Presage.Engine.Alarms;

/// <summary>A row that can raise an alarm, or keep up one that stands.</summary>
/// <param name="Row">Position.</param>
/// <param name="IsAbove">Whether it is at or above its threshold; otherwise it lies in the hysteresis below.</param>
internal readonly record struct HighRow(int Row, bool IsAbove)
{
    /// <summary>Null for a row that does neither.</summary>
    public static HighRow? Of(int row, double probability, double threshold, AlarmSettings settings) =>
        probability >= threshold ? new HighRow(row, true)
        : probability >= threshold * (1 - settings.Hysteresis) ? new HighRow(row, false)
        : null;
}
