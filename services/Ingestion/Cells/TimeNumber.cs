namespace Presage.Ingestion.Cells;

/// <summary>Reads times that are one number: counts since 1970 and the days of workbooks.</summary>
internal static class TimeNumber
{
    private const int MostDigits = 19;
    private const long SecondsTo2100 = 4_102_444_800;
    private const double SecondsOfDay = 86_400;

    /// <summary>What a double of 15 digits cannot tell apart from a whole second.</summary>
    private const double Slack = 1e-5;

    private static readonly long s_earliest = new DateTime(1990, 1, 1).Ticks;
    private static readonly long s_latest = new DateTime(2100, 1, 1).Ticks;
    private static readonly long s_workbooks = new DateTime(1899, 12, 30).Ticks;

    /// <summary>Whether a number is likely to be meant as a time.</summary>
    public static bool IsPlausible(long ticks) => ticks >= s_earliest && ticks < s_latest;

    /// <param name="ticks">Since year 1, UTC. What is after 2100 is none.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, TimeForm form, out long ticks)
    {
        ticks = 0;
        var mark = text.IndexOfAny((byte)'.', (byte)',');
        var whole = mark < 0 ? text : text[..mark];
        var decimals = mark < 0 ? default : text[(mark + 1)..];
        if (!TryDigits(whole, out var number) || (mark >= 0 && !TryDigits(decimals, out _)))
            return false;

        if (form == TimeForm.Excel)
            return TryWorkbook(number, decimals, out ticks);

        if (number > SecondsTo2100 * Factor(form))
            return false;

        var perUnit = 10_000_000L / Factor(form);
        var whole100ns = perUnit > 0 ? number * perUnit : number / (Factor(form) / 10_000_000);
        ticks = DateTime.UnixEpoch.Ticks + whole100ns + Part(decimals, perUnit);
        return ticks < s_latest;
    }

    /// <summary>Whether it has a fraction, as the days of workbooks mostly have.</summary>
    public static bool HasFraction(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'.', (byte)',') >= 0;

    private static long Factor(TimeForm form) => form switch
    {
        TimeForm.Seconds => 1,
        TimeForm.Milliseconds => 1_000,
        TimeForm.Microseconds => 1_000_000,
        _ => 1_000_000_000,
    };

    private static bool TryDigits(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > MostDigits)
            return false;

        foreach (var digit in text)
        {
            if ((uint)(digit - '0') > 9)
                return false;

            number = unchecked((number * 10) + digit - '0');
        }

        return number >= 0;
    }

    private static long Part(ReadOnlySpan<byte> decimals, long perUnit)
    {
        var part = 0L;
        foreach (var digit in decimals)
        {
            perUnit /= 10;
            part += (digit - '0') * perUnit;
        }

        return part;
    }

    /// <summary>Takes the nearest whole second when the decimals allow it, since a workbook's fraction of a day is a rounded one.</summary>
    private static bool TryWorkbook(long days, ReadOnlySpan<byte> decimals, out long ticks)
    {
        ticks = 0;
        if (days > 80_000)
            return false;

        var fraction = 0.0;
        for (var digit = decimals.Length - 1; digit >= 0; digit--)
            fraction = (fraction + decimals[digit] - '0') / 10;

        var seconds = fraction * SecondsOfDay;
        var precision = Slack + (SecondsOfDay / 2 * Math.Pow(10, -decimals.Length));
        var nearest = Math.Round(seconds);
        var rounded = Math.Abs(seconds - nearest) <= precision ? nearest : Math.Round(seconds, 3);
        ticks = s_workbooks + (days * TimeSpan.TicksPerDay) + (long)Math.Round(rounded * TimeSpan.TicksPerSecond);
        return true;
    }
}
