using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;

namespace Presage.Tests.Jobs.Schedules;

/// <summary>Every change of the clock in every zone, 2020 to 2030, against a reckoning minute by minute.</summary>
public sealed class ZoneTransitionTests
{
    private const int Hours = 26;

    private static readonly string[] s_expressions =
    [
        "0 0 * * *", "30 2 * * *", "30 0 * * *", "0,30 1,2,3 * * *", "15 0,12 * * *", "*/15 * * * *", "*/7 * * * *", "20 * * * *",
        "45 1-3 * * *",
        "10 */2 * * *", "5 0-23/3 * * 1-5", "59 23 * * *",
    ];

    [Fact]
    public void Times_around_every_change_of_every_clock_are_those_of_the_wall()
    {
        var crons = s_expressions.ToDictionary(text => text, text => new PlainCron(text));
        var wrong = new List<string>();
        var changes = 0;
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
            foreach (var change in ZoneTransitions.Of(zone))
            {
                changes++;
                var (start, minutes) = (change.AddHours(-Hours), 2 * Hours * 60);
                var wall = new WallClock(zone, start, minutes);
                foreach (var (text, cron) in crons)
                {
                    var expected = wall.Fitting(cron);
                    var times = NominalTimes.Between(
                        Schedule(text, zone.Id), [], start.AddMinutes(-1), start.AddMinutes(minutes - 1)).ToList();
                    if (!times.Select(time => time.Utc).SequenceEqual(expected))
                        wrong.Add($"{zone.Id} {change:s} {text}");
                }
            }

        changes.ShouldBeGreaterThan(1000);
        wrong.ShouldBeEmpty();
    }

    private static ScheduleDefinition Schedule(string cron, string zone) => new(
        cron, zone, null, TimeSpan.Zero, null, null, [], TimeSpan.Zero, CatchUp.Default, null, false, null, null);
}
