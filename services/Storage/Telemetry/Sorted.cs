namespace Presage.Storage.Telemetry;

internal static class Sorted
{
    /// <summary>Position of the first time that is not before <paramref name="time"/>.</summary>
    public static int FirstFrom(long[] times, long time)
    {
        var found = Array.BinarySearch(times, time);
        return found < 0 ? ~found : found;
    }

    /// <summary>Position of the first time after <paramref name="time"/>.</summary>
    public static int FirstAfter(long[] times, long time)
    {
        var found = Array.BinarySearch(times, time);
        return found < 0 ? ~found : found + 1;
    }
}
