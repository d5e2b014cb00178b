using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

public sealed class OrderedTests
{
    [Fact]
    public void An_interval_waits_while_the_one_before_has_failed_and_says_what_to_do()
    {
        var world = Ordered();
        world.At("2026-01-01 01:00");
        world.EndAll(JobRunState.Failed);

        world.At("2026-01-01 02:00");

        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Buffered"]);
        world["2026-01-01 02:00"].Why.ShouldBe(
            "It waits, since the interval before, (2026-01-01 00:00:00, 2026-01-01 01:00:00], has failed: repair its run "
            + "nightly-20260101T010000Z, or backfill the interval.");
        world.End("nightly-20260101T010000Z");
        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Started"]);
    }

    [Fact]
    public void An_interval_waits_for_a_missed_one_until_it_is_backfilled()
    {
        var world = Ordered("none");
        world.At("2026-01-01 01:30");

        world.At("2026-01-01 02:00");
        world.Outcomes.ShouldBe(["01:00 Missed", "02:00 Buffered"]);
        world["2026-01-01 02:00"].Why.ShouldEndWith("has no run: backfill it.");

        var run = Presage.Jobs.Decisions.NewJobRun.Of(
            world.Definition, 1, "nightly-20260101T010000Z.b-1", "backfill", "Anna.", World.Utc("2026-01-01 01:00"),
            World.Utc("2026-01-01 00:00"), World.Utc("2026-01-01 01:00"), new Dictionary<string, string>(), world.Now);
        world.Runs[run.Id] = run with { State = JobRunState.Succeeded, EndedAt = world.Now };
        world.Rows[run.Nominal!.Value] = world["2026-01-01 01:00"] with { Run = run.Id };
        world.Look();
        world["2026-01-01 02:00"].Outcome.ShouldBe(OccurrenceOutcome.Started);
    }

    [Fact]
    public void What_a_pause_has_skipped_holds_nobody_up()
    {
        var world = Ordered();
        world.Pause();
        world.At("2026-01-01 01:00");
        world.Resume(Presage.Jobs.Definitions.CatchUpMode.None);

        world.At("2026-01-01 02:00");

        world.Outcomes.ShouldBe(["01:00 Skipped", "02:00 Started"]);
    }

    private static World Ordered(string catchUp = "all") => World.Of(
        $"cron: \"0 * * * *\", ordered: true, overlap: buffer-all, catch-up: {catchUp}", "2026-01-01 00:30");
}
