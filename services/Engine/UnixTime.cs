namespace Presage.Engine;

/// <summary>
/// Time stamps of columns: units of 100 ns since 1970-01-01T00:00:00Z, which is "Unix time" wherever it is spoken of. Scalars are UTC
/// <see cref="DateTime"/>s. Times are whole milliseconds only in stores and files that say so.
/// </summary>
public static class UnixTime
{
    public const long Microsecond = TimeSpan.TicksPerMicrosecond;
    public const long Millisecond = TimeSpan.TicksPerMillisecond;
    public const long Second = TimeSpan.TicksPerSecond;
    public const long Hour = TimeSpan.TicksPerHour;
    public const long Day = TimeSpan.TicksPerDay;

    /// <summary>Unix time; one of unspecified kind is taken as UTC.</summary>
    public static long FromDateTime(DateTime time) => time.Ticks - DateTime.UnixEpoch.Ticks;

    public static DateTime ToDateTime(long time) => DateTime.UnixEpoch.AddTicks(time);

    public static long FromTimeSpan(TimeSpan span) => span.Ticks;

    public static TimeSpan ToTimeSpan(long span) => TimeSpan.FromTicks(span);

    /// <summary>Milliseconds since the epoch, rounded down.</summary>
    public static long ToMilliseconds(long time)
    {
        var (quotient, rest) = Math.DivRem(time, Millisecond);
        return rest < 0 ? quotient - 1 : quotient;
    }

    /// <summary>Milliseconds since the epoch, rounded down; a time of unspecified kind is taken as UTC.</summary>
    public static long ToMilliseconds(DateTime time) => ToMilliseconds(FromDateTime(time));

    public static long ToMilliseconds(TimeSpan span) => ToMilliseconds(span.Ticks);

    public static long FromMilliseconds(long milliseconds) => milliseconds * Millisecond;
}
