using Presage.Engine;

namespace Presage.Ingestion.Cells;

/// <summary>
/// Reads times: <c>2015-01-01 06:00:00</c>, also with T, with slashes, without seconds or without a time of day, with fractions of a second
/// (cut to 100 ns) and with Z or an offset; and <c>1/31/2015 6:00:00 AM</c>, which only Americans write. Without an offset a time is
/// UTC. What can be read in two ways, such as <c>01/02/2015 06:00</c>, is refused.
/// </summary>
internal static class CellTime
{
    private const long Minute = 60 * UnixTime.Second;

    /// <param name="time">Unix time; negative before 1970.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out long time)
    {
        var cursor = new DigitCursor(text);
        var isYearFirst = text.Length >= 10 && (text[4] is (byte)'-' or (byte)'/') && text[7] == text[4];
        return isYearFirst ? TryIso(ref cursor, text[4], out time) : TryAmerican(ref cursor, out time);
    }

    private static bool TryIso(ref DigitCursor text, byte mark, out long time)
    {
        time = 0;
        if (!(text.Number(4, 4, out var year) && text.Take(mark) && text.Number(2, 2, out var month) && text.Take(mark)
            && text.Number(2, 2, out var day) && TryDay(year, month, day, out time)))
            return false;

        if (text.IsAtEnd)
            return true;

        if (!(text.Take((byte)' ') || text.Take((byte)'T') || text.Take((byte)'t')) || !TryTimeOfDay(ref text, 2, 0, 23, out var timeOfDay))
            return false;

        time += timeOfDay;
        return text.IsAtEnd || TryOffset(ref text, ref time);
    }

    private static bool TryAmerican(ref DigitCursor text, out long time)
    {
        time = 0;
        if (!(text.Number(1, 2, out var month) && text.Take((byte)'/') && text.Number(1, 2, out var day) && text.Take((byte)'/')
            && text.Number(4, 4, out var year) && TryDay(year, month, day, out time) && text.Take((byte)' ')
            && TryTimeOfDay(ref text, 1, 1, 12, out var timeOfDay)))
            return false;

        text.Take((byte)' ');
        var isAfternoon = text.TakeLetter('p');
        if ((!isAfternoon && !text.TakeLetter('a')) || !text.TakeLetter('m') || !text.IsAtEnd)
            return false;

        time += (timeOfDay % (12 * UnixTime.Hour)) + (isAfternoon ? 12 * UnixTime.Hour : 0);
        return true;
    }

    private static bool TryDay(int year, int month, int day, out long time)
    {
        var isDay = year >= 1 && month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DateTime.DaysInMonth(year, month));
        time = isDay ? UnixTime.FromDateTime(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc)) : 0;
        return isDay;
    }

    private static bool TryTimeOfDay(ref DigitCursor text, int leastDigits, int leastHour, int mostHour, out long time)
    {
        time = 0;
        if (!text.Number(leastDigits, 2, out var hour) || hour < leastHour || hour > mostHour || !text.Take((byte)':')
            || !text.Number(2, 2, out var minute) || minute > 59)
            return false;

        time = (hour * UnixTime.Hour) + (minute * Minute);
        if (!text.Take((byte)':'))
            return true;

        if (!text.Number(2, 2, out var second) || second > 59)
            return false;

        time += second * UnixTime.Second;
        if (!text.Take((byte)'.'))
            return true;

        var isFraction = text.Fraction(out var fraction);
        time += fraction;
        return isFraction;
    }

    private static bool TryOffset(ref DigitCursor text, ref long time)
    {
        text.Take((byte)' ');
        if (text.TakeLetter('z'))
            return text.IsAtEnd;

        var isWest = text.Take((byte)'-');
        if ((!isWest && !text.Take((byte)'+')) || !text.Number(2, 2, out var hours) || hours > 14)
            return false;

        var minutes = 0;
        if (!text.IsAtEnd)
        {
            text.Take((byte)':');
            if (!text.Number(2, 2, out minutes) || minutes > 59)
                return false;
        }

        var offset = (hours * UnixTime.Hour) + (minutes * Minute);
        time += isWest ? offset : -offset;
        return text.IsAtEnd;
    }
}
