using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

public sealed class CatchUpTests
{
    [Fact]
    public void Without_catch_up_late_ones_are_missed()
    {
        var world = Hourly("none", "buffer-all");

        world.At("2026-01-01 03:30");

        world.Outcomes.ShouldBe(["01:00 Missed", "02:00 Missed", "03:00 Missed"]);
        world["2026-01-01 01:00"].Why.ShouldBe("Nobody looked for 2 h after its time, and the schedule catches up with nothing.");
    }

    [Fact]
    public void The_latest_late_one_alone_is_caught_up_with()
    {
        var world = Hourly("latest", "buffer-all");

        world.At("2026-01-01 03:30");

        world.Outcomes.ShouldBe(["01:00 Missed", "02:00 Missed", "03:00 Started"]);
        world["2026-01-01 03:00"].Why.ShouldBe("Started 30 min after its time, since nobody had looked before.");
        world.Active.Single().From.ShouldBe(World.Utc("2026-01-01 02:00"));
    }

    [Fact]
    public void All_within_the_window_and_no_more_than_most_are_caught_up_with()
    {
        var world = Hourly("{ mode: all, window: 5h, most: 3 }", "buffer-all");

        world.At("2026-01-01 08:30");

        world.Outcomes.ShouldBe([
            "01:00 Missed", "02:00 Missed", "03:00 Missed", "04:00 Missed", "05:00 Missed", "06:00 Started", "07:00 Buffered",
            "08:00 Buffered"]);
        world["2026-01-01 02:00"].Why.ShouldEndWith("the schedule goes back 5 h only.");
        world["2026-01-01 05:00"].Why.ShouldEndWith("the schedule catches up with the latest 3 only.");
    }

    [Theory]
    [InlineData("skip", 3)]
    [InlineData("buffer-one", 3)]
    [InlineData("cancel-other", 3)]
    [InlineData("merge", 1)]
    public void Late_ones_wait_for_each_other_whatever_the_overlap(string overlap, int runs)
    {
        var world = Hourly("all", overlap);

        world.At("2026-01-01 03:30");
        world.Active.Count().ShouldBe(1);
        world.EndAll();

        world.Runs.Count.ShouldBe(runs);
        world.Runs.Values.ShouldAllBe(run => run.State == JobRunState.Succeeded);
        world.Rows.Values.ShouldAllBe(row => row.Run != null);
    }

    [Fact]
    public void Months_that_nobody_looked_at_is_said_in_commits_of_some_hundred_rows()
    {
        var world = World.Of("every: 15m, catch-up: { mode: all, window: 70d, most: 1000 }, overlap: merge", "2025-11-02 00:00");

        world.At("2026-01-01 00:00:30");
        world.EndAll();

        world.Rows.Count.ShouldBe(5_760);
        world.Rows.Values.Count(row => row.Outcome == OccurrenceOutcome.Missed).ShouldBe(4_759);
        world.Runs.Values.Sum(run => (run.To - run.From)!.Value.TotalMinutes / 15).ShouldBe(1_001);
        world.Runs.Values.ShouldAllBe(run => run.To - run.From <= TimeSpan.FromMinutes(15 * 300));
    }

    [Fact]
    public void An_excluded_day_is_neither_late_nor_merged_over()
    {
        var world = World.Of(
            "cron: \"0 */6 * * *\", catch-up: all, exclude: [holidays], overlap: merge", "2026-01-01 00:30", "", World.Steps,
            new Presage.Jobs.Schedules.ExclusionCalendar(
                "holidays", [new(new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 2), "Berchtold")]));

        world.At("2026-01-03 12:30");
        world.EndAll();

        world.Rows.Values.Count(row => row.Outcome == OccurrenceOutcome.Excluded).ShouldBe(4);
        world["2026-01-02 06:00"].Why.ShouldBe("The calendar holidays excludes 2026-01-02 (Berchtold).");
        world.Runs.Values.Select(run => (run.From, run.To)).ShouldBe([
            (World.Utc("2026-01-01 00:00"), World.Utc("2026-01-01 18:00")),
            (World.Utc("2026-01-02 18:00"), World.Utc("2026-01-03 12:00"))]);
    }

    [Fact]
    public void A_minute_late_is_on_time()
    {
        var world = Hourly("none", "skip");

        world.At("2026-01-01 01:01");

        world.Outcomes.ShouldBe(["01:00 Started"]);
    }

    [Fact]
    public void A_clock_that_goes_back_plans_nothing_twice()
    {
        var world = Hourly("all", "allow-all");
        world.Until("2026-01-01 05:00");

        world.At("2026-01-01 02:00");
        world.Until("2026-01-01 06:00");

        world.Rows.Count.ShouldBe(6);
        world.Runs.Count.ShouldBe(6);
    }

    [Fact]
    public void Jitter_moves_the_start_and_not_the_identity()
    {
        var world = World.Of("cron: \"0 * * * *\", jitter: 20m, catch-up: none", "2026-01-01 00:30");

        world.Until("2026-01-01 12:59", () => world.EndAll());

        world.Rows.Count.ShouldBe(12);
        world.Rows.Values.ShouldAllBe(row => row.Outcome == OccurrenceOutcome.Started && row.Nominal.Minute == 0);
        var delays = world.Runs.Values.Select(run => run.CreatedAt - run.Nominal!.Value).ToList();
        delays.ShouldAllBe(delay => delay < TimeSpan.FromMinutes(20));
        delays.Distinct().Count().ShouldBeGreaterThan(6);
        world.Rows.Values.ShouldAllBe(row => row.Why == "Started on time.");
    }

    [Fact]
    public void A_start_that_jitter_has_put_off_and_nobody_looked_at_is_late_too()
    {
        var world = World.Of("cron: \"0 * * * *\", jitter: 20m, catch-up: none", "2026-01-01 00:30");
        world.At("2026-01-01 01:00");
        world.Outcomes.ShouldBe(["01:00 Buffered"]);

        world.At("2026-01-01 01:40");

        world.Outcomes.ShouldBe(["01:00 Missed"]);
    }

    [Fact]
    public void A_time_that_the_clock_removes_is_moved()
    {
        var world = World.Of("cron: \"30 2 * * *\", zone: Europe/Berlin", "2026-03-28 12:00");

        world.Until("2026-03-29 12:00");

        var row = world.Rows.Values.ShouldHaveSingleItem();
        row.Outcome.ShouldBe(OccurrenceOutcome.Moved);
        row.Remark.ShouldNotBeNull().ShouldStartWith("02:30 does not exist");
    }

    private static World Hourly(string catchUp, string overlap) =>
        World.Of($"cron: \"0 * * * *\", overlap: {overlap}, catch-up: {catchUp}", "2026-01-01 00:30");
}
