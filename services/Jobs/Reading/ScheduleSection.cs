using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

internal static class ScheduleSection
{
    public const string Overlap = "overlap";
    private const int LongestCalendar = 60;
    private const int Compared = 2_000;

    private static readonly TimeSpan s_shortestWindow = TimeSpan.FromSeconds(10);
    private static readonly DateTime s_leapYear = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<YamlKey> CatchUpKeys { get; } =
    [
        new(
            "mode", $"one of {string.Join(", ", Words.Of<CatchUpMode>())}",
            "Which of them are started late: none, the latest one, or all. Those that are not are missed.", "latest", "all"),
        new("window", "a duration of 10s or more", "Those that are further back are missed for good.", "2d", "7d"),
        new("most", "a whole number from 1 to 10000", "Most that are started late, the latest ones.", "10", "100"),
    ];

    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new(
            "cron", "a cron expression",
            "Five fields (minute, hour, day of month, month, day of week), or six with seconds first; either this or `every`. "
            + "A day must fit both day fields; `L`, `W` and `#` are known. Sunday is 0, 7 or SUN.", "\"15 0,12 * * *\"", YamlKey.None),
        new("zone", "an IANA time zone", "In which `cron` is meant, and days of calendars are counted.", "Europe/Berlin", "UTC"),
        new(
            "every", "a duration of 1s or more, in whole seconds", "In place of `cron`: counted from 1970-01-01 00:00 UTC.", "",
            YamlKey.None),
        new("offset", "a duration from 0, shorter than `every`", "With `every`: how much later each time is.", "", "0s"),
        new(
            "start", "a time in UTC", "The first time is after it.", "2026-01-01", YamlKey.None)
            { DefaultInWords = "when the job is applied" },
        new("end", "a time in UTC", "The last time is at it or before.", "2030-01-01", YamlKey.None),
        new(
            "exclude", "a list of names of calendars", "On their days nothing is started; such an interval becomes a row that says so.",
            "[holidays]", YamlKey.None),
        new(
            "jitter", "a duration, shorter than from one time to the next",
            "Each time is started up to so much later, always equally much for the same job and time.", "5m", "0s"),
        new(
            "overlap", $"one of {string.Join(", ", Words.Of<Overlap>())}",
            "What happens to a time that comes while a run is going on. `merge` has waiting intervals become one run over their union.",
            "merge", "merge") { DefaultInWords = "`merge` when a step names `interval.from`, otherwise `skip`" },
        new("catch-up", "a mapping, or its mode alone", "What happens to times that nobody looked at in time, such as after an outage.")
            { Keys = CatchUpKeys, IsOptional = true },
        new(
            "expect-within", "a duration", "An interval without a succeeded run so long after its time is overdue: it is told.", "45m",
            YamlKey.None),
        new("ordered", "true or false", "Whether an interval waits until the one before it has a succeeded run.", "true", "false"),
        new("pause-after", "a whole number from 1", "So many failed runs in succession pause the job.", "5", YamlKey.None),
        new("most-runs", "a whole number from 1", "After so many runs the schedule is over.", "1000", YamlKey.None),
    ];

    public static (ScheduleDefinition Schedule, YamlValue? Overlap) Read(YamlValue value)
    {
        var section = value.Section(Keys);
        var (cron, every) = (section.Optional("cron"), section.Optional("every"));
        if (cron is null && every is null)
            throw value.Wrong("schedule has neither cron nor every", "Write cron: \"15 0,12 * * *\", or every: 15m");
        if (cron is not null && every is { } both)
            throw both.Wrong("schedule has cron and every", "Write one of the two");

        var period = every is { } text ? Every(text) : (TimeSpan?)null;
        var (start, end) = (section.Optional("start"), section.Optional("end"));
        if (start?.Time() >= end?.Time())
            throw end!.Value.Wrong(
                $"schedule.end is {end.Value.Text()}, which is not after its start, {start!.Value.Text()}", "Write an end after the start");

        var schedule = new ScheduleDefinition(
            cron is { } expression ? CronText.Read(expression) : null,
            section.Optional("zone") is { } zone ? ZoneText.Read(zone) : "UTC",
            period, Offset(section.Optional("offset"), period), start?.Time(), end?.Time(),
            section.Optional("exclude") is { } exclude ? Calendars(exclude) : [],
            section.Optional("jitter")?.DurationFromZero() ?? TimeSpan.Zero,
            CatchUp(section.Optional("catch-up")), section.Optional("expect-within")?.Duration(),
            section.Optional("ordered")?.IsTrue() ?? false, section.Optional("pause-after")?.Whole(1, int.MaxValue),
            section.Optional("most-runs")?.Whole(1, int.MaxValue));

        if (schedule.Jitter > TimeSpan.Zero && Shortest(schedule) is var shortest && schedule.Jitter >= shortest)
            throw section["jitter"].Wrong(
                $"schedule.jitter is {section["jitter"].Text()}, and two times are only {shortest} apart",
                "Write a shorter duration than that, so that none is started after the next one");
        return (schedule, section.Optional(Overlap));
    }

    private static TimeSpan Every(YamlValue value)
    {
        var every = value.Duration();
        return every >= TimeSpan.FromSeconds(1) && IsWhole(every)
            ? every
            : throw value.Wrong($"schedule.every is {value.Text()}", "Write whole seconds, 1s or more");
    }

    private static TimeSpan Offset(YamlValue? value, TimeSpan? every)
    {
        if (value is not { } text)
            return TimeSpan.Zero;
        if (every is not { } period)
            throw text.Wrong("schedule has an offset, which goes with every", "Remove it, and write the minute into the cron expression");

        var offset = text.DurationFromZero();
        return offset < period && IsWhole(offset)
            ? offset
            : throw text.Wrong($"schedule.offset is {text.Text()}", "Write whole seconds, less than every");
    }

    private static bool IsWhole(TimeSpan span) => span.Ticks % TimeSpan.TicksPerSecond == 0;

    private static IReadOnlyList<string> Calendars(YamlValue value)
    {
        foreach (var item in value.IsList ? value.NonEmptyItems() : [value])
            item.Name(LongestCalendar, "holidays");
        return value.IsList ? value.Names() : [value.Text()];
    }

    private static CatchUp CatchUp(YamlValue? value)
    {
        if (value is not { } given)
            return Definitions.CatchUp.Default;
        if (!given.IsMapping)
            return Definitions.CatchUp.Default with { Mode = given.Word<CatchUpMode>() };

        var section = given.Section(CatchUpKeys);
        var window = section.Optional("window");
        var span = window?.Duration() ?? Definitions.CatchUp.Default.Window;
        return span >= s_shortestWindow
            ? new CatchUp(
                section.Optional("mode")?.Word<CatchUpMode>() ?? CatchUpMode.All, span,
                section.Optional("most")?.Whole(1, 10_000) ?? Definitions.CatchUp.Default.Most)
            : throw window!.Value.Wrong($"{window.Value.Path} is {window.Value.Text()}", "Write 10s or more");
    }

    /// <summary>The shortest time from one nominal time to the next, of many.</summary>
    private static TimeSpan Shortest(ScheduleDefinition schedule)
    {
        if (schedule.Every is { } every)
            return every;

        var times = NominalTimes.Between(schedule with { Start = null, End = null }, [], s_leapYear, DateTime.MaxValue)
            .Take(Compared).Select(time => time.Utc).ToList();
        return times.Count < 2 ? TimeSpan.MaxValue : times.Zip(times.Skip(1), (one, next) => next - one).Min();
    }
}
