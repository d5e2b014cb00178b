using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>In what times are written: the coarsest unit that all of them are multiples of, so that usual ones are few bytes.</summary>
internal static class TimeUnit
{
    public const int Milliseconds = 1;

    private static readonly long[] s_lengths = [UnixTime.Second, UnixTime.Millisecond, UnixTime.Microsecond, 1];

    /// <summary>Number of the unit, 0 to 3.</summary>
    public static int Of(ReadOnlySpan<long> times)
    {
        var unit = 0;
        foreach (var time in times)
        {
            if (unit == 0 && time % UnixTime.Second != 0)
                unit = 1;
            if (unit == 1 && time % UnixTime.Millisecond != 0)
                unit = 2;
            if (unit == 2 && time % UnixTime.Microsecond != 0)
                return 3;
        }

        return unit;
    }

    /// <summary>In <see cref="UnixTime"/> units.</summary>
    public static long Length(int unit) => s_lengths[unit];

    /// <summary>Whole milliseconds, rounded down; the same span where they are that already.</summary>
    public static ReadOnlySpan<long> Whole(ReadOnlySpan<long> times)
    {
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] % UnixTime.Millisecond == 0)
                continue;

            var whole = times.ToArray();
            foreach (ref var time in whole.AsSpan(i))
                time = UnixTime.FromMilliseconds(UnixTime.ToMilliseconds(time));

            return whole;
        }

        return times;
    }
}
