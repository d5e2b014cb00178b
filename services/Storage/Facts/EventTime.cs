namespace Presage.Storage.Facts;

/// <summary>The time of an event as stores keep it: milliseconds, and what is finer apart.</summary>
/// <param name="Time">Whole milliseconds.</param>
/// <param name="Fine">Units of 100 ns after it, 0 to 9,999.</param>
public readonly record struct EventTime(DateTime Time, int Fine)
{
    public static EventTime Of(DateTime time)
    {
        var fine = (int)(time.Ticks % TimeSpan.TicksPerMillisecond);
        return new(time.AddTicks(-fine), fine);
    }

    public static DateTime Of(DateTime time, int fine) => time.AddTicks(fine);
}
