using System.Globalization;

namespace Presage.Jobs.Decisions;

/// <summary>Times and durations as sentences have them, and whole seconds.</summary>
internal static class Moments
{
    public static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>To the tick, as it is stored.</summary>
    public static string Exact(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);

    public static string Interval(DateTime? from, DateTime? to) =>
        from is { } begin && to is { } end ? $"({Text(begin)}, {Text(end)}]" : "none";

    public static string Text(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{(int)time.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)time.TotalHours} h",
        { TotalMinutes: >= 2 } => $"{(int)time.TotalMinutes} min",
        _ => $"{(int)Math.Ceiling(time.TotalSeconds)} s",
    };

    public static DateTime Floor(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    public static DateTime Ceiling(DateTime time) => Floor(time.AddTicks(TimeSpan.TicksPerSecond - 1));

    public static DateTime? Earlier(DateTime? left, DateTime? right) => left is null || right < left ? right ?? left : left;

    public static DateTime Later(DateTime left, DateTime? right) => right > left ? right.Value : left;
}
