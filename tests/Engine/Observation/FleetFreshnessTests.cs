using Presage.Engine.Observation;

namespace Presage.Tests.Engine.Observation;

public class FleetFreshnessTests
{
    private static readonly DateTime s_day = new(2024, 4, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan s_gap = TimeSpan.FromHours(24);

    [Fact]
    public void A_machine_that_was_silent_for_longer_than_the_gap_is_stale()
    {
        var fleet = Of([("1", 100), ("2", 76), ("3", 70)], [("1", 100), ("2", 76), ("3", 70)]);

        fleet.Latest.ShouldBe(At(100));
        fleet.Stale.ShouldBe(["3"]);
        (fleet.IsStale("2"), fleet.IsStale("3")).ShouldBe((false, true));
        fleet.SilenceOf("3").ShouldBe(TimeSpan.FromHours(30));
    }

    [Fact]
    public void What_is_heard_after_the_latest_prediction_says_nothing_about_it()
    {
        var fleet = Of([("1", 100), ("2", 30)], [("1", 500), ("2", 499)]);

        (fleet.Latest, fleet.Heard["1"], fleet.Heard["2"]).ShouldBe((At(100), At(100), At(30)));
        fleet.Stale.ShouldBe(["2"]);
        fleet.HeardLater.ShouldBe(["2"]);
    }

    [Fact]
    public void The_readings_after_its_latest_prediction_count_until_it_fell_silent()
    {
        var fleet = Of([("1", 100), ("2", 30), ("3", 30)], [("1", 100), ("2", 35), ("3", 90)]);

        (fleet.Heard["2"], fleet.Heard["3"]).ShouldBe((At(35), At(30)));
        fleet.Stale.ShouldBe(["2", "3"]);
        fleet.HeardLater.ShouldBe(["3"]);
    }

    [Fact]
    public void A_prediction_rests_on_the_last_reading_before_it()
    {
        var fleet = Of([("1", 100), ("2", 78)], [("1", 99), ("2", 74)]);

        (fleet.Latest, fleet.Heard["2"]).ShouldBe((At(99), At(74)));
        fleet.Stale.ShouldBe(["2"]);
    }

    [Fact]
    public void Machines_without_predictions_are_told_by_whether_they_have_readings()
    {
        var fleet = Of([("1", 100)], [("1", 100), ("2", 90)], ["1", "2", "7", "8"]);

        fleet.Unscored.ShouldBe(["2"]);
        fleet.WithoutReadings.ShouldBe(["7", "8"]);
        fleet.Machines.ShouldBe(4);
    }

    [Fact]
    public void Of_no_predictions_nothing_is_stale()
    {
        var fleet = Of([], [("1", 100)]);

        (fleet.Latest, fleet.Stale.Count, fleet.Machines).ShouldBe((null, 0, 1));
    }

    private static FleetFreshness Of((string, int)[] predicted, (string Machine, int Hour)[] readings, string[]? described = null) =>
        FleetFreshness.Of(
            [.. predicted.Select(machine => (machine.Item1, At(machine.Item2)))],
            readings.ToDictionary(machine => machine.Machine, machine => At(machine.Hour)), described ?? [], s_gap);

    private static DateTime At(int hours) => s_day.AddHours(hours);
}
