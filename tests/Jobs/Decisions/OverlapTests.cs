using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

public sealed class OverlapTests
{
    [Fact]
    public void On_time_and_alone_an_interval_is_started()
    {
        var world = Hourly("skip");

        world.Until("2026-01-01 02:00");

        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Skipped"]);
        world["2026-01-01 01:00"].From.ShouldBe(World.Utc("2026-01-01 00:00"));
        world["2026-01-01 01:00"].Run.ShouldBe("nightly-20260101T010000Z");
        world["2026-01-01 01:00"].Why.ShouldBe("Started on time.");
        world["2026-01-01 02:00"].Why.ShouldBe("The run nightly-20260101T010000Z was still going on.");
    }

    [Fact]
    public void With_buffer_one_one_waits_and_others_are_skipped()
    {
        var world = Hourly("buffer-one");

        world.Until("2026-01-01 03:00");
        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Buffered", "03:00 Skipped"]);
        world.EndAll();

        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Started", "03:00 Skipped"]);
        world["2026-01-01 02:00"].Why.ShouldBe("Started 60 min after its time, when its turn had come.");
    }

    [Fact]
    public void With_buffer_all_all_wait_and_run_one_after_the_other()
    {
        var world = Hourly("buffer-all");

        world.Until("2026-01-01 04:00");
        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Buffered", "03:00 Buffered", "04:00 Buffered"]);
        world.End("nightly-20260101T010000Z");

        world.Active.Select(run => run.Id).ShouldBe(["nightly-20260101T020000Z"]);
        world.EndAll();
        world.Rows.Values.ShouldAllBe(row => row.Outcome == OccurrenceOutcome.Started);
    }

    [Fact]
    public void With_merge_all_wait_and_become_one_run_over_their_union()
    {
        var world = Hourly("merge");

        world.Until("2026-01-01 04:00");
        world.End("nightly-20260101T010000Z");

        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Merged", "03:00 Merged", "04:00 Started"]);
        var run = world.Active.ShouldHaveSingleItem();
        (run.Id, run.From, run.To).ShouldBe(
            ("nightly-20260101T040000Z", World.Utc("2026-01-01 01:00"), World.Utc("2026-01-01 04:00")));
        world["2026-01-01 02:00"].Run.ShouldBe(run.Id);
    }

    [Fact]
    public void With_cancel_other_what_is_going_on_is_cancelled_and_the_latest_takes_its_place()
    {
        var world = Hourly("cancel-other");

        world.Until("2026-01-01 03:00");

        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Skipped", "03:00 Buffered"]);
        world.Active.ShouldHaveSingleItem().Cancel.ShouldBe("Cancelled by presage: The interval of 2026-01-01 02:00:00 takes its place.");
        world.End("nightly-20260101T010000Z", JobRunState.Cancelled);
        world.Active.ShouldHaveSingleItem().Id.ShouldBe("nightly-20260101T030000Z");
    }

    [Fact]
    public void With_allow_all_as_many_run_side_by_side_as_may()
    {
        var world = Hourly("allow-all", "at-once: 2");

        world.Until("2026-01-01 03:00");

        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Started", "03:00 Buffered"]);
        world.End("nightly-20260101T020000Z");
        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Started", "03:00 Started"]);
    }

    [Fact]
    public void A_run_by_hand_counts_among_those_that_are_going_on()
    {
        var world = Hourly("skip");
        var run = Presage.Jobs.Decisions.NewJobRun.Of(
            world.Definition, 1, "nightly-mine", "person", "Anna.", null, null, null, new Dictionary<string, string>(), world.Now);
        world.Runs[run.Id] = run;

        world.Until("2026-01-01 01:00");

        world["2026-01-01 01:00"].Why.ShouldBe("The run nightly-mine was still going on.");
    }

    private static World Hourly(string overlap, string rest = "") =>
        World.Of($"cron: \"0 * * * *\", overlap: {overlap}", "2026-01-01 00:30", rest);
}
