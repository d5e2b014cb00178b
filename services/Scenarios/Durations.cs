using System.Globalization;

namespace Presage.Scenarios;

/// <summary>Durations as people write them: <c>30s</c>, <c>30m</c>, <c>12h</c>, <c>3.5d</c>.</summary>
public static class Durations
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(36_500);

    /// <summary>Reads a duration of whole milliseconds, of zero up to a hundred years.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is not { Length: >= 2 } || Unit(text[^1]) is not { } unit)
            return false;
        if (!decimal.TryParse(text.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        if (number > (decimal)(s_longest / unit))
            return false;

        var ticks = number * unit.Ticks;
        if (ticks % TimeSpan.TicksPerMillisecond != 0)
            return false;

        duration = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
