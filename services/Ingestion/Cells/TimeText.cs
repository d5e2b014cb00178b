using System.Globalization;
using System.Text;

namespace Presage.Ingestion.Cells;

/// <summary>
/// Reads times of a form that is known. Parts may have one digit, the time of day may be left out, a fraction may have a comma; Z, UTC, GMT
/// and offsets are understood. <c>24:00</c> is the end of a day, and a leap second the last moment before the next minute.
/// </summary>
internal static class TimeText
{
    private const int LongestPatternText = 64;
    private const int LongestAbbreviation = 5;

    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] s_days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <param name="pattern">That of <see cref="TimeForm.Pattern"/>.</param>
    /// <param name="hasZone">Whether the zone is known, so that its abbreviation can be passed over.</param>
    /// <param name="ticks">Of 100 ns since year 1; in UTC, or as the clock showed it when <paramref name="isLocal"/>.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> text, TimeForm form, string? pattern, bool hasZone, out long ticks, out bool isLocal)
    {
        isLocal = false;
        if (form == TimeForm.Pattern)
            return TryPattern(text, pattern!, out ticks, out isLocal);

        if (form.IsNumber())
            return TimeNumber.TryParse(text, form, out ticks);

        var cursor = new DigitCursor(text);
        return TryDate(ref cursor, form, out ticks) && TryTimeOfDay(ref cursor, form, ref ticks)
            && TryZone(ref cursor, hasZone, ref ticks, out isLocal);
    }

    private static bool TryPattern(ReadOnlySpan<byte> text, string pattern, out long ticks, out bool isLocal)
    {
        ticks = 0;
        isLocal = !pattern.Contains('z') && !pattern.Contains('K');
        if (text.Length > LongestPatternText)
            return false;

        Span<char> chars = stackalloc char[LongestPatternText];
        chars = chars[..Encoding.UTF8.GetChars(text, chars)];
        if (isLocal)
        {
            var isTime = DateTime.TryParseExact(chars, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
            ticks = time.Ticks;
            return isTime;
        }

        var isMoment = DateTimeOffset.TryParseExact(
            chars, pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment);
        ticks = moment.UtcTicks;
        return isMoment;
    }

    private static bool TryDate(ref DigitCursor text, TimeForm form, out long ticks)
    {
        int year, month, day;
        ticks = 0;
        var isDate = form switch
        {
            TimeForm.Iso => text.Number(4, 4, out year) & TakeMark(ref text, "-/."u8, out var mark) & text.Number(1, 2, out month)
                & text.Take(mark) & text.Number(1, 2, out day),
            TimeForm.Compact => text.Number(4, 4, out year) & text.Number(2, 2, out month) & text.Number(2, 2, out day),
            TimeForm.DayFirst => text.Number(1, 2, out day) & TakeMark(ref text, "./-"u8, out var mark) & text.Number(1, 2, out month)
                & text.Take(mark) & text.Number(4, 4, out year),
            TimeForm.MonthFirst => text.Number(1, 2, out month) & TakeMark(ref text, "/-"u8, out var mark) & text.Number(1, 2, out day)
                & text.Take(mark) & text.Number(4, 4, out year),
            _ => TryMonthName(ref text, out year, out month, out day),
        };
        if (!isDate || year < 1 || month is < 1 or > 12 || day < 1 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
            return false;

        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }

    private static bool TakeMark(ref DigitCursor text, ReadOnlySpan<byte> marks, out byte mark)
    {
        foreach (var candidate in marks)
            if (text.Take(mark = candidate))
                return true;

        mark = 0;
        return false;
    }

    /// <summary>Also after the name of a day of the week.</summary>
    private static bool TryMonthName(ref DigitCursor text, out int year, out int month, out int day)
    {
        var ahead = text;
        if (TryWord(ref ahead, s_days, out _))
        {
            ahead.Take((byte)',');
            SkipMarks(ref ahead);
            text = ahead;
        }

        if (TryWord(ref text, s_months, out month))
        {
            SkipMarks(ref text);
            return text.Number(1, 2, out day) & SkipMarks(ref text) & text.Number(4, 4, out year);
        }

        ahead = text;
        if (ahead.Number(4, 4, out year) && SkipMarks(ref ahead) && TryWord(ref ahead, s_months, out month))
        {
            text = ahead;
            return SkipMarks(ref text) & text.Number(1, 2, out day);
        }

        return text.Number(1, 2, out day) & SkipMarks(ref text) & TryWord(ref text, s_months, out month) & SkipMarks(ref text)
            & text.Number(4, 4, out year);
    }

    /// <summary>Takes a whole word that begins as one of the names, which have three letters.</summary>
    private static bool TryWord(ref DigitCursor text, string[] names, out int number)
    {
        for (number = 1; number <= names.Length; number++)
        {
            var ahead = text;
            var name = names[number - 1];
            if (!ahead.TakeLetter(name[0]) || !ahead.TakeLetter(name[1]) || !ahead.TakeLetter(name[2]))
                continue;

            while (ahead.TakeAnyLetter())
            {
            }

            ahead.Take((byte)'.');
            text = ahead;
            return true;
        }

        return false;
    }

    private static bool SkipMarks(ref DigitCursor text)
    {
        var any = false;
        while (TakeMark(ref text, "-/ ,."u8, out _))
            any = true;

        return any;
    }

    private static bool TryTimeOfDay(ref DigitCursor text, TimeForm form, ref long ticks)
    {
        if (text.IsAtEnd)
            return true;

        var isApart = false;
        while (text.Take((byte)' ') || text.Take((byte)','))
            isApart = true;

        isApart = isApart || text.TakeLetter('t') || (form == TimeForm.MonthName && text.Take((byte)':'));
        if (form != TimeForm.Compact)
            return isApart && TryClock(ref text, ref ticks);

        var ahead = text;
        return TryDigits(ref ahead, ref ticks) ? Taken(ref text, ahead) : TryClock(ref text, ref ticks);
    }

    private static bool Taken(ref DigitCursor text, DigitCursor ahead)
    {
        text = ahead;
        return true;
    }

    /// <summary>A time of day of digits only.</summary>
    private static bool TryDigits(ref DigitCursor text, ref long ticks)
    {
        if (!text.Number(2, 2, out var hour) || !text.Number(2, 2, out var minute))
            return false;

        var ahead = text;
        if (!ahead.Number(2, 2, out var second))
            return TryAdd(hour, minute, 0, 0, ref ticks);

        text = ahead;
        return TryFraction(ref text, out var fraction) && TryAdd(hour, minute, second, fraction, ref ticks);
    }

    private static bool TryClock(ref DigitCursor text, ref long ticks)
    {
        if (!text.Number(1, 2, out var hour) || !text.Take((byte)':') || !text.Number(1, 2, out var minute))
            return false;

        var (second, fraction) = (0, 0L);
        if (text.Take((byte)':') && !(text.Number(1, 2, out second) && TryFraction(ref text, out fraction)))
            return false;

        return TryHalf(ref text, ref hour) && TryAdd(hour, minute, second, fraction, ref ticks);
    }

    /// <summary>AM or PM, if it is there.</summary>
    private static bool TryHalf(ref DigitCursor text, ref int hour)
    {
        var ahead = text;
        ahead.Take((byte)' ');
        var isAfternoon = ahead.TakeLetter('p');
        if (!isAfternoon && !ahead.TakeLetter('a'))
            return true;

        ahead.Take((byte)'.');
        if (!ahead.TakeLetter('m'))
            return true;

        ahead.Take((byte)'.');
        text = ahead;
        if (hour is < 1 or > 12)
            return false;

        hour = (hour % 12) + (isAfternoon ? 12 : 0);
        return true;
    }

    /// <summary>The decimals of a second, if there are any, cut to ticks.</summary>
    private static bool TryFraction(ref DigitCursor text, out long ticks)
    {
        ticks = 0;
        if (!text.Take((byte)'.') && !text.Take((byte)','))
            return true;

        var digits = 0;
        for (; text.Number(1, 1, out var digit); digits++)
            ticks = digits < 7 ? (ticks * 10) + digit : ticks;

        for (var missing = digits; missing < 7; missing++)
            ticks *= 10;

        return digits > 0;
    }

    private static bool TryAdd(int hour, int minute, int second, long fraction, ref long ticks)
    {
        if (minute > 59 || hour > 24 || (hour == 24 && (minute, second, fraction) != (0, 0, 0)))
            return false;

        if (second == 60 && minute == 59)
            (second, fraction) = (59, TimeSpan.TicksPerSecond - 1);

        ticks += (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond) + fraction;
        return second <= 59 && ticks <= DateTime.MaxValue.Ticks;
    }

    private static bool TryZone(ref DigitCursor text, bool hasZone, ref long ticks, out bool isLocal)
    {
        while (text.Take((byte)' '))
        {
        }

        isLocal = text.IsAtEnd;
        if (isLocal || (text.TakeLetter('z') && text.IsAtEnd))
            return true;

        if (TryName(ref text, "utc") || TryName(ref text, "gmt"))
        {
            if (text.IsAtEnd)
                return true;
        }
        else if (hasZone && TryAbbreviation(ref text))
        {
            isLocal = true;
            return true;
        }

        return TryOffset(ref text, ref ticks);
    }

    private static bool TryName(ref DigitCursor text, string name)
    {
        var ahead = text;
        foreach (var letter in name)
            if (!ahead.TakeLetter(letter))
                return false;

        text = ahead;
        return true;
    }

    private static bool TryAbbreviation(ref DigitCursor text)
    {
        var letters = 0;
        while (text.TakeAnyLetter())
            letters++;

        return letters is >= 2 and <= LongestAbbreviation && text.IsAtEnd;
    }

    private static bool TryOffset(ref DigitCursor text, ref long ticks)
    {
        var isWest = text.Take((byte)'-');
        if ((!isWest && !text.Take((byte)'+')) || !text.Number(1, 2, out var hours) || hours > 14)
            return false;

        var minutes = 0;
        text.Take((byte)':');
        if (!text.IsAtEnd && (!text.Number(2, 2, out minutes) || minutes > 59))
            return false;

        var offset = (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute);
        ticks += isWest ? offset : -offset;
        return text.IsAtEnd && ticks is >= 0 and var end && end <= DateTime.MaxValue.Ticks;
    }
}
