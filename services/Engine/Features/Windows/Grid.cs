namespace Presage.Engine.Features.Windows;

/// <summary>Points in time at multiples of a distance since 1970-01-01 00:00 UTC. Everything is Unix time.</summary>
internal static class Grid
{
    /// <summary>The first point after a moment.</summary>
    public static long After(long moment, long distance) => (Floor(moment, distance) + 1) * distance;

    /// <summary>The nearest point to a moment in whole seconds; a moment half-way belongs to the later one.</summary>
    public static long Nearest(long moment, long distance)
    {
        var seconds = Floor(moment, UnixTime.Second) * UnixTime.Second;
        return Floor((2 * seconds) + distance, 2 * distance) * distance;
    }

    /// <summary>Quotient rounded down, also before 1970.</summary>
    public static long Floor(long moment, long distance)
    {
        var (quotient, remainder) = Math.DivRem(moment, distance);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
