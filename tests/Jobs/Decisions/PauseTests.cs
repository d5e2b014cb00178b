using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

public sealed class PauseTests
{
    [Fact]
    public void While_paused_every_nominal_time_has_a_row_that_says_who_and_why()
    {
        var world = Hourly();
        world.Pause("the line stands still");

        world.Until("2026-01-01 02:30");

        world.Outcomes.ShouldBe(["01:00 Skipped", "02:00 Skipped"]);
        world["2026-01-01 02:00"].Why.ShouldBe("The job was paused by anna at 2026-01-01 00:30:00: the line stands still.");
        world.Entries.ShouldHaveSingleItem().Text.ShouldBe("Paused: the line stands still.");
    }

    [Fact]
    public void Who_resumes_has_to_say_what_becomes_of_what_was_skipped()
    {
        var world = Hourly();
        world.Pause();
        world.Until("2026-01-01 03:30");

        var error = Should.Throw<PresageException>(() => world.Resume());

        error.Code.ShouldBe("catch-up-needed");
        error.Message.ShouldBe(
            "The pause of the job nightly has skipped 3 intervals, from (2026-01-01 00:00:00, 2026-01-01 01:00:00] to "
            + "(2026-01-01 02:00:00, 2026-01-01 03:00:00], and it was not said what becomes of them.");
    }

    [Theory]
    [InlineData(CatchUpMode.None, "Skipped Skipped Skipped")]
    [InlineData(CatchUpMode.Latest, "Skipped Skipped Started")]
    [InlineData(CatchUpMode.All, "Merged Merged Started")]
    public void Skipped_intervals_are_caught_up_with_as_was_said(CatchUpMode mode, string outcomes)
    {
        var world = Hourly();
        world.Pause();
        world.Until("2026-01-01 03:30");

        world.Resume(mode);

        string.Join(" ", world.Rows.Values.Select(row => row.Outcome)).ShouldBe(outcomes);
    }

    [Fact]
    public void A_pause_until_a_moment_is_over_by_itself_with_the_schedules_catch_up()
    {
        var world = Hourly("latest");
        world.Pause(until: "2026-01-01 03:30");

        world.Until("2026-01-01 03:30");

        world.Job.State.Paused.ShouldBeNull();
        world.Outcomes.ShouldBe(["01:00 Skipped", "02:00 Skipped", "03:00 Started"]);
        world.Entries[^1].Text.ShouldBe(
            "The pause by anna until 2026-01-01 03:30:00 is over; 1 of 3 skipped intervals are caught up with.");
    }

    [Fact]
    public void Nobody_pauses_twice_or_until_yesterday_or_resumes_what_goes_on()
    {
        var world = Hourly();

        Should.Throw<PresageException>(() => world.Pause(until: "2025-12-31")).Code.ShouldBe("bad-pause");
        Should.Throw<PresageException>(() => world.Resume()).Code.ShouldBe("job-not-paused");
        world.Pause();
        Should.Throw<PresageException>(() => world.Pause()).Code.ShouldBe("job-paused");
    }

    [Fact]
    public void So_many_failures_in_succession_pause_the_job_until_somebody_resumes_it()
    {
        var world = World.Of("cron: \"0 * * * *\", pause-after: 2", "2026-01-01 00:30");
        Fail("2026-01-01 01:00");
        world.Job.State.Failures.ShouldBe(1);
        Fail("2026-01-01 02:00");

        world.Job.State.Paused.ShouldNotBeNull().ShouldBe(new JobPause(
            world.Now, "presage", "2 runs failed one after the other, the last of them nightly-20260101T020000Z", null));
        world.At("2026-01-01 03:00");
        world["2026-01-01 03:00"].Outcome.ShouldBe(OccurrenceOutcome.Skipped);

        world.Resume(CatchUpMode.None);
        Fail("2026-01-01 04:00");
        world.Job.State.Paused.ShouldBeNull();

        void Fail(string at)
        {
            world.At(at);
            world.EndAll(JobRunState.Failed);
        }
    }

    [Fact]
    public void A_run_that_was_cancelled_is_no_failure_and_one_that_succeeded_begins_the_count_anew()
    {
        var world = World.Of("cron: \"0 * * * *\", pause-after: 2", "2026-01-01 00:30");
        JobRunState[] ends = [JobRunState.Failed, JobRunState.Cancelled, JobRunState.Succeeded, JobRunState.Failed];

        for (var hour = 1; hour <= ends.Length; hour++)
        {
            world.At($"2026-01-01 0{hour}:00");
            world.EndAll(ends[hour - 1]);
        }

        world.Job.State.Paused.ShouldBeNull();
    }

    [Fact]
    public void After_so_many_runs_the_schedule_is_over()
    {
        var world = World.Of("cron: \"0 * * * *\", most-runs: 2", "2026-01-01 00:30");

        world.Until("2026-01-01 05:00", () => world.EndAll());

        world.Outcomes.ShouldBe(["01:00 Started", "02:00 Started"]);
        world.Job.State.LooksAt.ShouldBeNull();
        world.Entries.ShouldHaveSingleItem().Text.ShouldBe("The schedule has started 2 runs, as many as it was to, and is over.");
    }

    private static World Hourly(string catchUp = "all") =>
        World.Of($"cron: \"0 * * * *\", overlap: merge, catch-up: {catchUp}", "2026-01-01 00:30");
}
