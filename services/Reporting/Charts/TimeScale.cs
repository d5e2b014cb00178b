using System.Globalization;
using Presage.Engine;

namespace Presage.Reporting.Charts;

/// <summary>Time axes: values are Unix time, ticks stand at whole hours, days, months or years.</summary>
public static class TimeScale
{
    private const int NarrowTicks = 4;
    private const int WideTicks = 12;

    private static readonly Step[] Steps =
    [
        new(Hours: 1), new(Hours: 3), new(Hours: 6), new(Hours: 12), new(Hours: 24), new(Hours: 48), new(Hours: 96), new(Hours: 7 * 24),
        new(Hours: 14 * 24),
        new(Months: 1), new(Months: 2), new(Months: 3), new(Months: 6), new(Months: 12), new(Months: 24), new(Months: 60), new(Months: 120),
    ];

    /// <summary>A scale over the width of a plot; where it is wide, more ticks are shown.</summary>
    public static Scale Over(DateTime from, DateTime to)
    {
        if (to <= from)
            to = from.AddHours(1);

        var wide = Steps.Select(step => TimesOf(step, from, to)).First(times => times.Count <= WideTicks);
        var every = (int)Math.Ceiling(wide.Count / (double)NarrowTicks);
        var format = FormatOf(from, to);
        var ticks = wide.Select(
            (time, i) => new Tick(UnixTime.FromDateTime(time), time.ToString(format, CultureInfo.InvariantCulture), i % every != 0));
        return new Scale(UnixTime.FromDateTime(from), UnixTime.FromDateTime(to), 0, 100, [.. ticks]);
    }

    private static string FormatOf(DateTime from, DateTime to) => (to - from).TotalDays switch
    {
        < 3 => "d MMM HH:mm",
        < 300 => "d MMM",
        < 3000 => "MMM yyyy",
        _ => "yyyy",
    };

    private static List<DateTime> TimesOf(Step step, DateTime from, DateTime to)
    {
        var times = new List<DateTime>();
        for (var time = step.FirstFrom(from); time <= to && times.Count <= WideTicks; time = step.After(time))
            times.Add(time);

        return times;
    }

    private readonly record struct Step(int Hours = 0, int Months = 0)
    {
        public DateTime FirstFrom(DateTime from)
        {
            if (Months == 0)
            {
                var ticks = TimeSpan.FromHours(Hours).Ticks;
                return new DateTime((from.Ticks + ticks - 1) / ticks * ticks, DateTimeKind.Utc);
            }

            var month = ((from.Year * 12) + from.Month - 1) / Months * Months;
            var first = new DateTime(month / 12, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
            return first < from ? After(first) : first;
        }

        public DateTime After(DateTime time) => Months == 0 ? time.AddHours(Hours) : time.AddMonths(Months);
    }
}
