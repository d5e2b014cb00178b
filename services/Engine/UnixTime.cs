namespace Presage.Engine;

/// <summary>Time stamps of columns: milliseconds since 1970-01-01T00:00:00Z. Scalars are UTC <see cref="DateTime"/>s.</summary>
public static class UnixTime
{
    public const long Second = 1_000;
    public const long Hour = 3_600 * Second;
    public const long Day = 24 * Hour;

    /// <summary>Milliseconds since the epoch; a time of unspecified kind is taken as UTC.</summary>
    public static long FromDateTime(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static DateTime ToDateTime(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);

    public static long FromTimeSpan(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMillisecond;
}
