using Presage.Jobs.Decisions;
using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

public sealed class TriggerTests
{
    private const string NoInterval = "steps: { train: { train: { dataset: plant, from: 2015-01-01, to: 2015-06-01 } } }";

    [Fact]
    public void New_data_start_a_run_over_what_is_new()
    {
        var world = Triggered("new-data: { dataset: plant }");

        world.Pull(Data("i1", "2025-12-30 00:00", "2026-01-01 05:59:30.5"));
        world.EndAll();
        world.Pull(Data("i2", "2026-01-01 06:00", "2026-01-01 07:00"));

        world.Runs.Values.Select(run => (run.Id, run.From, run.To, run.Cause)).ShouldBe([
            ("live-20260101T055931Z", World.Utc("2025-12-29 23:59:59"), World.Utc("2026-01-01 05:59:31"), "trigger"),
            ("live-20260101T070000Z", World.Utc("2026-01-01 05:59:31"), World.Utc("2026-01-01 07:00"), "trigger")]);
        world.Evaluations.Select(evaluation => (evaluation.What, evaluation.Run)).ShouldBe(
            [("i1", "live-20260101T055931Z"), ("i2", "live-20260101T070000Z")]);
        world.Evaluations[0].Why.ShouldBe("New telemetry of plant, by the run i1.");
        world.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public void The_same_data_told_twice_start_one_run()
    {
        var world = Triggered("new-data: { dataset: plant }");
        world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 06:00")).ShouldBeTrue();
        world.EndAll();

        world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 06:00")).ShouldBeFalse();

        world.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public void Data_of_intervals_that_were_planned_before_say_that_they_can_be_backfilled()
    {
        var world = Triggered("new-data: { dataset: plant }");
        world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 06:00"));
        world.EndAll();

        world.Pull(Data("i2", "2026-01-01 00:00", "2026-01-01 03:00"));

        world.Runs.Count.ShouldBe(1);
        world.Evaluations[^1].Run.ShouldBeNull();
        world.Evaluations[^1].Why.ShouldBe(
            "New telemetry of plant, by the run i2, but up to 2026-01-01 06:00:00 all intervals were planned before: "
            + "what is stale in them can be backfilled.");
    }

    [Fact]
    public void A_job_that_asks_for_no_interval_runs_for_old_data_too()
    {
        var world = Triggered("new-data: { dataset: plant }", NoInterval);
        world.Pull(Data("i1", "2025-01-01 00:00", "2025-01-01 06:00"));
        world.EndAll();

        world.Now = world.Now.AddMinutes(1);
        world.Pull(Data("i2", "2024-01-01 00:00", "2024-01-01 06:00"));

        world.Runs.Count.ShouldBe(2);
    }

    [Fact]
    public void What_comes_within_the_quiet_time_is_taken_along()
    {
        var world = Triggered("new-data: { dataset: plant, quiet: 60s }");
        world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 06:00"));
        world.At("2026-01-01 12:00:50");
        world.Pull(Data("i2", "2026-01-01 06:00", "2026-01-01 07:00"));

        world.At("2026-01-01 12:01:30");
        world.Runs.ShouldBeEmpty();
        world.Job.State.LooksAt.ShouldBe(World.Utc("2026-01-01 12:01:50"));
        world.At("2026-01-01 12:01:50");

        world.Active.ShouldHaveSingleItem().To.ShouldBe(World.Utc("2026-01-01 07:00"));
        world.Evaluations.Select(one => (one.What, one.Run is null)).ShouldBe([("i2", true), ("i1", false)]);
        world.Evaluations[0].Why.ShouldBe("New telemetry of plant, by the run i2; the run that i1 asked for takes it along.");
    }

    [Fact]
    public void Data_that_never_stop_coming_start_a_run_all_the_same()
    {
        var world = Triggered("new-data: { dataset: plant, quiet: 60s }");

        for (var n = 0; n < 30; n++)
        {
            world.Pull(Data($"i{n}", "2026-01-01 00:00", "2026-01-01 06:00"));
            world.Now = world.Now.AddSeconds(30);
            world.Look();
        }

        world.Runs.ShouldHaveSingleItem().Value.CreatedAt.ShouldBe(World.Utc("2026-01-01 12:10:00"));
    }

    [Fact]
    public void Between_two_starts_lies_the_gap()
    {
        var world = Triggered("new-data: { dataset: plant, gap: 5m }");
        world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 06:00"));
        world.EndAll();

        world.At("2026-01-01 12:01");
        world.Pull(Data("i2", "2026-01-01 06:00", "2026-01-01 07:00"));

        world.Active.ShouldBeEmpty();
        world.At("2026-01-01 12:05");
        world.Active.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_complete_trigger_waits_for_all_kinds_and_says_for_which()
    {
        var world = Triggered("new-data: { dataset: plant, kinds: [telemetry, errors], complete: true }");

        world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 06:00"));
        world.Runs.ShouldBeEmpty();
        world.Evaluations.ShouldHaveSingleItem().Why.ShouldBe("New telemetry of plant, by the run i1; it waits for errors.");
        world.Pull(new DataCame("i2", "plant", ["errors"], null, null));

        world.Active.ShouldHaveSingleItem().To.ShouldBe(World.Utc("2026-01-01 06:00"));
    }

    [Fact]
    public void Other_data_and_other_kinds_are_nobodys_business()
    {
        var world = Triggered("new-data: { dataset: plant, kinds: [failures] }");

        world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 06:00")).ShouldBeFalse();
        world.Pull(new DataCame("i2", "other", ["failures"], null, null)).ShouldBeFalse();
    }

    [Fact]
    public void Grid_points_follow_on_each_other()
    {
        var world = Triggered("grid-point: { dataset: plant }");

        world.Pull(new GridPointCame("plant", World.Utc("2025-12-31 12:00"), World.Utc("2026-01-01 00:00")));
        world.Pull(new GridPointCame("plant", World.Utc("2026-01-01 00:00"), World.Utc("2026-01-01 12:00")));
        world.EndAll();

        world.Runs.Values.Select(run => (run.From, run.To)).ShouldBe([
            (World.Utc("2025-12-31 12:00"), World.Utc("2026-01-01 00:00")),
            (World.Utc("2026-01-01 00:00"), World.Utc("2026-01-01 12:00"))]);
    }

    [Fact]
    public void A_promotion_and_the_end_of_another_job_start_one_too()
    {
        var world = Triggered("model-promoted: { model: plant }\n  - job-ended: { job: other }");

        world.Pull(new ModelCame("plant", 3, world.Now)).ShouldBeTrue();
        world.EndAll();
        world.Now = world.Now.AddHours(1);
        world.Pull(new JobRunCame("other-1", "other", JobRunState.Failed, null, null)).ShouldBeFalse();
        world.Pull(new JobRunCame("other-2", "other", JobRunState.Succeeded, null, null)).ShouldBeTrue();

        world.Runs.Values.Select(run => run.Why).ShouldBe(
            ["plant@3 became champion at 2026-01-01 12:00:00.", "The job run other-2 has succeeded."]);
        world.Runs.Values.ShouldAllBe(run => run.From < run.To);
    }

    [Fact]
    public void While_a_run_is_going_on_the_overlap_decides()
    {
        var skips = Triggered("new-data: { dataset: plant }", NoInterval);
        var waits = Triggered("new-data: { dataset: plant }");
        foreach (var world in new[] { skips, waits })
        {
            world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 06:00"));
            world.Now = world.Now.AddMinutes(1);
            world.Pull(Data("i2", "2026-01-01 06:00", "2026-01-01 07:00"));
            world.Runs.Count.ShouldBe(1);
            world.EndAll();
        }

        skips.Runs.Count.ShouldBe(1);
        skips.Evaluations[^1].Why.ShouldEndWith("but the run live-20260101T120000Z was still going on.");
        waits.Runs.Count.ShouldBe(2);
    }

    [Fact]
    public void A_paused_job_is_not_pulled_and_says_so()
    {
        var world = Triggered("new-data: { dataset: plant }");
        world.Pause("holidays");

        world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 06:00"));

        world.Runs.ShouldBeEmpty();
        world.Evaluations.ShouldHaveSingleItem().Why.ShouldBe(
            "New telemetry of plant, by the run i1. The job was paused by anna at 2026-01-01 12:00:00: holidays.");
    }

    [Fact]
    public void A_schedule_and_a_trigger_share_one_line()
    {
        var world = World.Of(
            "cron: \"0 * * * *\"", "2026-01-01 00:30", "triggers:\n  - new-data: { dataset: plant }");
        world.Until("2026-01-01 01:00", world.EndNow);
        world.At("2026-01-01 01:20");
        world.Pull(Data("i1", "2026-01-01 00:00", "2026-01-01 01:10"));
        world.EndAll();
        world.Pull(Data("i2", "2026-01-01 00:00", "2026-01-01 09:00"));
        world.EndAll();

        world.Until("2026-01-01 02:00", world.EndNow);

        world.Rows.Values.Select(row => (row.From!.Value.ToString("HH:mm"), row.To!.Value.ToString("HH:mm"))).ShouldBe(
            [("00:00", "01:00"), ("01:00", "01:10"), ("01:10", "01:20"), ("01:20", "02:00")]);
        world.Runs.Count.ShouldBe(4);
    }

    private static World Triggered(string trigger, string steps = World.Steps) =>
        new($"job: live\ntriggers:\n  - {trigger}\n{steps}\n", "2026-01-01 12:00");

    private static DataCame Data(string run, string from, string to) => new(run, "plant", ["telemetry"], World.Utc(from), World.Utc(to));
}
