using Presage.Application.Jobs;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Jobs;

public sealed class JobActionsTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string> s_none = [];

    private readonly PlayedJobs _played = new();

    private IJobActions Jobs => _played.Jobs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _played.DisposeAsync();

    [Fact]
    public async Task Coming_runs_are_told_with_their_parameters_in_utc_and_local_time()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly.Replace(
            "cron: \"0 * * * *\"", "cron: \"0 2 * * *\", zone: Europe/Berlin", StringComparison.Ordinal));
        _played.Clock.Now = new DateTime(2026, 3, 27, 12, 0, 0, DateTimeKind.Utc);

        var coming = (await Jobs.ShowAsync("hourly", 3, Cancellation)).Upcoming;

        coming.Select(run => (run.Nominal.ToString("dd HH:mm"), run.Local, run.From.ToString("dd HH:mm"))).ShouldBe([
            ("28 01:00", "2026-03-28 02:00 +01:00", "27 01:00"),
            ("29 01:00", "2026-03-29 03:00 +02:00", "28 01:00"),
            ("30 00:00", "2026-03-30 02:00 +02:00", "29 01:00"),
        ]);
        coming[1].Remark.ShouldNotBeNull().ShouldContain("does not exist");
        coming[0].Steps[0].Arguments["dataset"].ShouldBe(["plant"]);
        coming[0].Steps[0].Arguments["to"].ShouldBe(["2026-03-28T01:00:00Z"]);
    }

    [Fact]
    public async Task A_job_is_listed_with_what_starts_it_when_next_and_how_it_last_ended()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly, """
            job: live
            triggers: [{ new-data: { dataset: plant, kinds: [telemetry], quiet: 60s } }]
            steps: { evaluate: { evaluate: { results: fleet } } }
            """, """
            job: by-hand
            steps: { evaluate: { evaluate: { results: fleet } } }
            """);
        await _played.UntilAsync(9.5);

        var jobs = (await Jobs.ListAsync(new JobFilter(), new PageRequest(), Cancellation)).Jobs;

        jobs.Select(job => (job.Job, job.State, job.Schedule, string.Join(";", job.Triggers))).ShouldBe([
            ("by-hand", "manual", null, ""), ("hourly", "active", "0 * * * * UTC", ""),
            ("live", "active", null, "new-data plant telemetry quiet 1m"),
        ]);
        (jobs[1].NextAt, jobs[1].Last!.State).ShouldBe((PlayedJobs.At(10), "succeeded"));
        (await Jobs.ListAsync(new JobFilter("manual"), new PageRequest(), Cancellation)).Jobs.Select(job => job.Job).ShouldBe(["by-hand"]);
    }

    [Fact]
    public async Task A_run_that_is_asked_for_twice_with_one_token_is_one()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        var request = new JobRunRequest("hourly", new Dictionary<string, string> { ["dataset"] = "mill" }, Token: "once");

        var first = await Jobs.RunAsync(request, "ann", Cancellation);
        var second = await Jobs.RunAsync(request, "bob", Cancellation);

        (first.Run.Run.Id, first.TakenUp).ShouldBe(("hourly-once", false));
        (second.Run.Run.Id, second.TakenUp).ShouldBe(("hourly-once", true));
        second.Run.Parameters["dataset"].ShouldBe("mill");
        first.Waits.ShouldNotBeNull().ShouldContain("no worker of Scheduler");
        (await _played.Store.Get<IJobRuns>().ListAsync(new JobRunQuery("hourly"), null, 10, Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_by_hand_does_not_move_what_is_planned()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(9.5);

        var asked = await Jobs.RunAsync(new JobRunRequest("hourly", s_none), "ann", Cancellation);
        await _played.UntilAsync(10.5);

        (asked.Run.Run.From, asked.Run.Run.To).ShouldBe((PlayedJobs.At(9), PlayedJobs.At(9.5)));
        (await _played.HistoryAsync()).Events.Where(each => each.Kind == "interval").Select(each => (each.From, each.To))
            .ShouldBe([(PlayedJobs.At(8), PlayedJobs.At(9)), (PlayedJobs.At(9), PlayedJobs.At(10))]);
    }

    [Theory]
    [InlineData("datset", "plant", null, "unknown-parameter")]
    [InlineData("dataset", "plant", "No Token", "bad-token")]
    public async Task What_cannot_be_run_is_refused(string name, string value, string? token, string code)
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        var request = new JobRunRequest("hourly", new Dictionary<string, string> { [name] = value }, Token: token);

        (await Should.ThrowAsync<PresageException>(Jobs.RunAsync(request, "ann", Cancellation))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_refused_with_what_may_be_meant()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);

        var refused = await Should.ThrowAsync<PresageException>(Jobs.ShowAsync("hourli", 0, Cancellation));

        (refused.Code, refused.Remedy).ShouldBe(("unknown-job", "Did you mean 'hourly'?"));
    }

    [Fact]
    public async Task A_job_is_resumed_only_when_it_is_said_what_becomes_of_what_the_pause_has_skipped()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(9.5);
        await Jobs.PauseAsync(["hourly"], "The plant is rebuilt.", null, "ann", Cancellation);
        await _played.UntilAsync(12.5);

        var shown = await Jobs.ShowAsync("hourly", 0, Cancellation);
        var asked = await Should.ThrowAsync<PresageException>(
            Jobs.ResumeAsync(new JobResumption("hourly", null), "bob", Cancellation));
        var resumed = await Jobs.ResumeAsync(new JobResumption("hourly", "latest"), "bob", Cancellation);
        await _played.UntilAsync(12.75);

        (shown.Job.State, shown.Job.Paused!.Reason, shown.SkippedByPause).ShouldBe(("paused", "The plant is rebuilt", 3));
        asked.Code.ShouldBe("catch-up-needed");
        asked.Message.ShouldContain("3 intervals");
        resumed.CaughtUp.ShouldBe([PlayedJobs.At(12)]);
        resumed.LeftOut.ShouldBe([PlayedJobs.At(10), PlayedJobs.At(11)]);
        (await _played.HistoryAsync()).Events.Where(each => each.Kind == "interval").Select(each => each.Outcome)
            .ShouldBe(["started", "skipped", "skipped", "started"]);
    }

    [Fact]
    public async Task None_of_several_jobs_is_paused_when_one_of_them_is_not_there()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);

        var refused = await Should.ThrowAsync<PresageException>(
            Jobs.PauseAsync(["hourly", "nightly"], "maintenance", null, "ann", Cancellation));

        refused.Code.ShouldBe("unknown-job");
        (await Jobs.ShowAsync("hourly", 0, Cancellation)).Job.State.ShouldBe("active");
    }

    [Fact]
    public async Task What_failed_is_repaired_with_what_depends_on_it()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        _played.Scheduler.Works = run => run.EndsWith(".score", StringComparison.Ordinal)
            ? PlayedScheduler.Failed("The store was away.") : PlayedScheduler.Succeeded;
        await _played.UntilAsync(9.5);
        const string id = "hourly-20260302T090000Z";
        var failed = await Jobs.ShowRunAsync(id, Cancellation);

        await Jobs.RepairAsync(id, current: false, "bob", Cancellation);
        await _played.UntilAsync(9.75);

        (failed.Run.State, failed.Run.Failure).ShouldBe(("failed", "score: The store was away."));
        var repaired = await Jobs.ShowRunAsync(id, Cancellation);
        (repaired.Run.State, repaired.Run.Repairs).ShouldBe(("succeeded", 1));
        repaired.Steps.Select(step => (step.Step, step.Kind, step.State)).ShouldBe([
            ("score", "score", "succeeded"), ("evaluate", "evaluate", "succeeded")]);
        (await Should.ThrowAsync<PresageException>(Jobs.RepairAsync(id, false, "bob", Cancellation))).Code.ShouldBe("nothing-to-repair");
    }

    [Fact]
    public async Task What_keeps_the_scheduler_from_deciding_is_shown_until_the_job_is_another()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        var jobs = _played.Store.Get<IJobs>();
        var job = (await jobs.FindAsync("hourly", Cancellation))!;
        var stuck = new JobEntry(
            "hourly", "20260302T0900000000000Z-1-stuck", PlayedJobs.At(9), "stuck", "presage", "A parameter has no value.");
        await jobs.CommitAsync(new JobCommit(job) { Entries = [stuck] }, Cancellation);
        var before = await Jobs.ShowAsync("hourly", 0, Cancellation);
        _played.Sleep(9.5);
        await _played.ApplyAsync(PlayedJobs.Hourly.Replace("plant", "mill", StringComparison.Ordinal));

        before.Job.Trouble.ShouldBe("A parameter has no value.");
        (await Jobs.ShowAsync("hourly", 0, Cancellation)).Job.Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task A_run_is_cancelled_and_a_job_is_deleted_only_when_nothing_of_it_runs()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        _played.Scheduler.Works = _ => null;
        await _played.UntilAsync(9.5);
        var refused = await Should.ThrowAsync<PresageException>(Jobs.DeleteAsync("hourly", Cancellation));

        await Jobs.CancelAsync("hourly-20260302T090000Z", "bob", Cancellation);
        _played.Scheduler.Works = _ => PlayedScheduler.Succeeded with { State = RunState.Cancelled };
        await _played.UntilAsync(9.75);
        var gone = await Jobs.DeleteAsync("hourly", Cancellation);

        (refused.Code, refused.Run).ShouldBe(("job-running", "hourly-20260302T090000Z"));
        gone.ShouldBe(new JobDeletion("hourly", 1, 1, 1, 0));
        (await Should.ThrowAsync<PresageException>(Jobs.ShowAsync("hourly", 0, Cancellation))).Code.ShouldBe("unknown-job");
    }
}
