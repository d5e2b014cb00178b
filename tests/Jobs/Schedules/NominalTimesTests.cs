using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;

namespace Presage.Tests.Jobs.Schedules;

public sealed class NominalTimesTests
{
    [Fact]
    public void A_time_that_does_not_exist_is_moved_to_the_first_that_does()
    {
        var times = Cron("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z");

        times.Select(time => (time.Utc.ToString("s"), time.IsMoved)).ShouldBe(
            [("2026-03-28T01:30:00", false), ("2026-03-29T01:00:00", true), ("2026-03-30T00:30:00", false)]);
        times[1].Remark.ShouldNotBeNull().ShouldStartWith("02:30 does not exist on that day in Europe/Berlin; local time is 03:00 UTC+02:00");
    }

    private static List<NominalTime> Cron(string cron, string zone, string after, string to) =>
        [.. NominalTimes.Between(Schedule(cron, zone), [], Utc(after), Utc(to))];

    private static DateTime Utc(string text) => DateTime.Parse(text, null, System.Globalization.DateTimeStyles.AdjustToUniversal);

    private static ScheduleDefinition Schedule(string cron, string zone) => new(
        cron, zone, null, TimeSpan.Zero, null, null, [], TimeSpan.Zero, CatchUp.Default, null, false, null, null);
}
