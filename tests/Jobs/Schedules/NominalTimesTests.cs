using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;

namespace Presage.Tests.Jobs.Schedules;

public sealed class NominalTimesTests
{
    private static readonly string[] s_zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)];

    private static readonly string[] s_crons =
    [
        "*/15 * * * *", "30 2 * * *", "15 0,12 * * *", "0 0 * * *", "10 1-3 * * 0", "0 0 1 * *", "*/20 30 1 * * *", "@hourly", "0 0 L * *",
    ];

    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T01:30 2026-03-29T01:00! 2026-03-30T00:30")]
    [InlineData("*/30 2 * * *", "2026-03-28T01:00 2026-03-28T01:30 2026-03-29T01:00! 2026-03-30T00:00 2026-03-30T00:30")]
    [InlineData("0 3 * * *", "2026-03-28T02:00 2026-03-29T01:00 2026-03-30T01:00")]
    [InlineData("20 * * * 0", "2026-03-28T23:20 2026-03-29T00:20 2026-03-29T01:00! 2026-03-29T01:20 2026-03-29T02:20")]
    public void In_spring_a_time_that_does_not_exist_is_the_first_that_does(string cron, string expected) =>
        Text(Cron(cron, "Europe/Berlin", "2026-03-28T00:30", "2026-03-30T01:59")).ShouldStartWith(expected);

    [Theory]
    [InlineData("30 2 * * *", "2026-10-24T00:30 2026-10-25T00:30 2026-10-26T01:30")]
    [InlineData("30 2-3 * * 0", "2026-10-25T00:30 2026-10-25T01:30 2026-10-25T02:30")]
    [InlineData("30 2,3 * * 0", "2026-10-25T00:30 2026-10-25T02:30")]
    public void In_autumn_what_repeats_within_the_day_comes_twice_and_what_does_not_comes_once(string cron, string expected) =>
        Text(Cron(cron, "Europe/Berlin", "2026-10-24T00:00", "2026-10-26T02:00")).ShouldBe(expected);

    [Fact]
    public void What_the_clock_did_is_told()
    {
        Cron("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00", "2026-03-29T12:00")[0].Remark.ShouldNotBeNull()
            .ShouldStartWith("02:30 does not exist on that day in Europe/Berlin; local time is 03:00 UTC+02:00, ");
        Cron("30 2-3 * * *", "Europe/Berlin", "2026-10-24T12:00", "2026-10-25T12:00").Select(time => time.Remark?.Split(',')[0]).ShouldBe(
        [
            "02:30 comes twice on that day in Europe/Berlin; this is the first",
            "02:30 comes twice on that day in Europe/Berlin; this is the second",
            null,
        ]);
    }

    [Fact]
    public void A_day_that_a_zone_leaves_out_is_not_lost() =>
        Text(Cron("0 12 30 12 *", "Pacific/Apia", "2011-12-01T00:00", "2012-01-10T00:00")).ShouldBe("2011-12-30T10:00!");

    [Theory]
    [InlineData("15m", "5m", "2026-01-01T00:05", "2026-01-01T00:35", "2026-01-01T00:20 2026-01-01T00:35")]
    [InlineData("12h", "0s", "2026-01-01T00:00", "2026-01-02T00:00", "2026-01-01T12:00 2026-01-02T00:00")]
    [InlineData("7d", "0s", "2026-01-01T00:00", "2026-01-16T00:00", "2026-01-08T00:00 2026-01-15T00:00")]
    public void Every_is_counted_from_1970(string every, string offset, string after, string to, string expected) =>
        Text(NominalTimes.Between(Every(every, offset), [], Utc(after), Utc(to))).ShouldBe(expected);

    [Fact]
    public void Start_is_excluded_and_end_is_included()
    {
        var schedule = Every("1h", "0s") with { Start = Utc("2026-01-01T01:00"), End = Utc("2026-01-01T03:00") };

        Text(NominalTimes.Between(schedule, [], Utc("2025-01-01T00:00"), Utc("2027-01-01T00:00")))
            .ShouldBe("2026-01-01T02:00 2026-01-01T03:00");
        NominalTimes.Next(schedule, [], Utc("2026-01-01T03:00")).ShouldBeNull();
    }

    [Fact]
    public void Days_of_calendars_are_those_of_the_zone_and_say_why()
    {
        var schedule = Of("0 0,12 * * *", "Pacific/Auckland");
        var calendar = new ExclusionCalendar("holidays", [new DaySpan(new(2026, 2, 6), new(2026, 2, 6), "Waitangi Day")]);

        NominalTimes.Between(schedule, [calendar], Utc("2026-02-05T00:00"), Utc("2026-02-06T12:00"))
            .Select(time => (Text([time]), time.Excluded)).ShouldBe(
        [
            ("2026-02-05T11:00", "the calendar holidays excludes 2026-02-06 (Waitangi Day)"),
            ("2026-02-05T23:00", "the calendar holidays excludes 2026-02-06 (Waitangi Day)"), ("2026-02-06T11:00", null),
        ]);
    }

    [Fact]
    public void Wherever_one_begins_the_times_that_follow_are_the_same_and_the_one_before_is_found() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var schedule = Of(s_crons[random.Next(s_crons.Length)], s_zones[random.Next(s_zones.Length)]);
            var start = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(11 * 365 * 86_400));
            var all = NominalTimes.Between(schedule, [], start, start.AddDays(40)).Take(500).Select(time => time.Utc).ToList();
            if (all.Count < 2)
                return;

            var at = random.Next(all.Count - 1);
            var between = all[at].AddTicks(random.NextInt64((all[at + 1] - all[at]).Ticks));
            NominalTimes.Between(schedule, [], between, all[^1]).Select(time => time.Utc).ShouldBe(all.Skip(at + 1));
            NominalTimes.Before(schedule, all[at + 1]).ShouldBe(all[at]);
            all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_rare_day_is_found_before_and_after()
    {
        var schedule = Of("0 0 29 2 0", "Europe/Berlin");

        NominalTimes.Next(schedule, [], Utc("2026-01-01T00:00"))!.Utc.ShouldBe(Utc("2032-02-28T23:00"));
        NominalTimes.Before(schedule, Utc("2026-01-01T00:00")).ShouldBe(Utc("2004-02-28T23:00"));
    }

    private static string Text(IEnumerable<NominalTime> times) => string.Join(
        ' ', times.Select(time => time.Utc.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) + (time.IsMoved ? "!" : "")));

    private static List<NominalTime> Cron(string cron, string zone, string after, string to) =>
        [.. NominalTimes.Between(Of(cron, zone), [], Utc(after), Utc(to))];

    private static DateTime Utc(string text) => DateTime.Parse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static ScheduleDefinition Of(string cron, string zone) => new(
        cron, zone, null, TimeSpan.Zero, null, null, [], TimeSpan.Zero, CatchUp.Default, null, false, null, null);

    private static ScheduleDefinition Every(string every, string offset) =>
        Of("", "UTC") with { Cron = null, Every = Span(every), Offset = Span(offset) };

    private static TimeSpan Span(string text) =>
        Presage.Scenarios.Durations.TryParse(text, out var span) ? span : throw new FormatException(text);
}
