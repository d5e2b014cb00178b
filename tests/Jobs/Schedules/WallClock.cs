namespace Presage.Tests.Jobs.Schedules;

/// <summary>What a zone's clock shows in each minute around a moment, and what an expression makes of it, without any library.</summary>
internal sealed class WallClock
{
    private readonly DateTime _start;
    private readonly long[] _local;

    /// <param name="start">UTC, a whole minute.</param>
    public WallClock(TimeZoneInfo zone, DateTime start, int minutes)
    {
        _start = start;
        _local = new long[minutes];
        for (var i = 0; i < minutes; i++)
            _local[i] = TimeZoneInfo.ConvertTimeFromUtc(start.AddMinutes(i), zone).Ticks / TimeSpan.TicksPerMinute;
    }

    /// <summary>
    /// Minutes at which the clock shows what fits; of a time that comes twice the first, and the second as well if the expression repeats
    /// within the day; and the minute after a gap in which something would have fitted.
    /// </summary>
    public List<DateTime> Fitting(PlainCron cron)
    {
        var times = new List<DateTime>();
        var latest = _local[0] - 1;
        for (var i = 0; i < _local.Length; i++)
        {
            var isAgain = _local[i] <= latest;
            var fits = cron.Fits(_local[i]) && (!isAgain || cron.Repeats);
            for (var missing = latest + 1; missing < _local[i] && !fits; missing++)
                fits = cron.Fits(missing);
            if (fits)
                times.Add(_start.AddMinutes(i));
            latest = Math.Max(latest, _local[i]);
        }

        return times;
    }
}

/// <summary>A cron expression of five fields with numbers, lists, ranges and steps.</summary>
internal sealed class PlainCron
{
    private static readonly (int First, int Last)[] s_ranges = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];
    private readonly bool[][] _fields;

    public PlainCron(string text)
    {
        var fields = text.Split(' ');
        _fields = [.. fields.Select((field, i) => Field(field, s_ranges[i].First, s_ranges[i].Last))];
        Repeats = fields.Take(2).Any(field => field.AsSpan().ContainsAny('*', '-', '/'));
    }

    /// <summary>Whether minute or hour are a range, a step or any.</summary>
    public bool Repeats { get; }

    /// <param name="minute">Of the wall clock, since the year 1.</param>
    public bool Fits(long minute)
    {
        if (!_fields[0][minute % 60] || !_fields[1][minute / 60 % 24])
            return false;

        var time = new DateTime(minute * TimeSpan.TicksPerMinute);
        return _fields[2][time.Day] && _fields[3][time.Month] && _fields[4][(int)time.DayOfWeek];
    }

    private static bool[] Field(string field, int first, int last)
    {
        var fits = new bool[60];
        foreach (var part in field.Split(','))
        {
            var (range, step) = part.Split('/') is [var left, var right] ? (left, int.Parse(right)) : (part, 1);
            var (from, to) = range == "*" ? (first, last)
                : range.Split('-') is [var low, var high] ? (int.Parse(low), int.Parse(high))
                : (int.Parse(range), part.Contains('/') ? last : int.Parse(range));
            for (var value = from; value <= to; value += step)
                fits[value] = true;
        }

        return fits;
    }
}
