using Presage.Application.Jobs;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Jobs;

public sealed class BackfillTests : IAsyncDisposable
{
    private readonly PlayedJobs _played = new();

    private IBackfillActions Backfills => _played.Backfills;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _played.DisposeAsync();

    [Fact]
    public async Task A_plan_has_the_missing_intervals_with_their_reasons()
    {
        await SomeAreMissingAsync();

        var plan = await Backfills.PlanAsync(Missing(8, 14), Cancellation);

        plan.Intervals.Select(interval => (interval.From, interval.To, interval.Reason)).ShouldBe([
            (PlayedJobs.At(9), PlayedJobs.At(10), "Skipped: The job was paused by ann at 2026-03-02 09:30:00: maintenance."),
            (PlayedJobs.At(10), PlayedJobs.At(11), "Skipped: The job was paused by ann at 2026-03-02 09:30:00: maintenance."),
        ]);
        plan.Hash.Length.ShouldBe(12);
    }

    [Fact]
    public async Task What_lies_before_the_job_is_planned_as_its_schedule_would_have_it()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(9.5);

        var plan = await Backfills.PlanAsync(Missing(5.5, 9), Cancellation);

        plan.Intervals.Select(interval => (interval.From, interval.To)).ShouldBe([
            (PlayedJobs.At(5), PlayedJobs.At(6)), (PlayedJobs.At(6), PlayedJobs.At(7)), (PlayedJobs.At(7), PlayedJobs.At(8))]);
        plan.Intervals[0].Reason.ShouldBe("It lies before what the job has ever planned.");
    }

    [Fact]
    public async Task The_plan_is_started_by_its_hash_and_done_in_order()
    {
        await SomeAreMissingAsync();
        var plan = await Backfills.PlanAsync(Missing(8, 14), Cancellation);

        var started = await Backfills.StartAsync(Missing(8, 14), plan.Hash, "bob", Cancellation);
        var again = await Backfills.StartAsync(Missing(8, 14), plan.Hash, "bob", Cancellation);
        await _played.UntilAsync(12.9);
        var ended = await Backfills.ShowAsync("hourly", plan.Hash, Cancellation);

        (started.Backfill.State, again.Backfill.StartedAt).ShouldBe(("running", started.Backfill.StartedAt));
        (ended.Backfill.State, ended.Backfill.Succeeded, ended.Backfill.Failed).ShouldBe(("done", 2, 0));
        ended.Intervals.Select(interval => interval.Run).ShouldBe([
            $"hourly-20260302T100000Z.b-{plan.Hash}", $"hourly-20260302T110000Z.b-{plan.Hash}"]);
        var history = await _played.HistoryAsync();
        history.Gaps.ShouldBeEmpty();
        history.Events.Count(each => each.Kind == "backfilled").ShouldBe(1);
        (await Backfills.PlanAsync(Missing(8, 12), Cancellation)).Intervals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_has_changed_is_refused_with_what_differs()
    {
        await SomeAreMissingAsync();
        var plan = await Backfills.PlanAsync(Missing(8, 14), Cancellation);
        await _played.Jobs.RunAsync(
            new JobRunRequest("hourly", new Dictionary<string, string>(), PlayedJobs.At(9), PlayedJobs.At(10)), "ann", Cancellation);
        await _played.UntilAsync(12.9);

        var others = await Should.ThrowAsync<PresageException>(Backfills.StartAsync(Missing(8, 14), plan.Hash, "bob", Cancellation));
        await _played.ApplyAsync(PlayedJobs.Hourly.Replace("plant", "mill", StringComparison.Ordinal));
        var edited = await Should.ThrowAsync<PresageException>(Backfills.StartAsync(Missing(8, 14), plan.Hash, "bob", Cancellation));

        others.Code.ShouldBe("plan-changed");
        others.Message.ShouldContain("it has 1 interval of the job 'hourly' now, (2026-03-02T10:00, 2026-03-02T11:00]");
        edited.Message.ShouldContain("another version of the job 'hourly' than 2, or of other steps");
    }

    [Fact]
    public async Task Failed_ones_are_selected_apart_from_missing_ones()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        _played.Scheduler.Works = _ => PlayedScheduler.Failed("The store was away.");
        await _played.UntilAsync(9.5);
        _played.Scheduler.Works = _ => PlayedScheduler.Succeeded;
        await _played.UntilAsync(10.5);

        var failed = await Backfills.PlanAsync(Missing(8, 11) with { Select = "failed" }, Cancellation);
        var missing = await Backfills.PlanAsync(Missing(8, 11), Cancellation);
        var all = await Backfills.PlanAsync(Missing(8, 11) with { Select = "all" }, Cancellation);

        failed.Intervals.ShouldHaveSingleItem().Reason.ShouldBe("The run hourly-20260302T090000Z failed: score: The store was away.");
        missing.Intervals.ShouldBeEmpty();
        all.Intervals.Select(interval => interval.Reason).ShouldBe([failed.Intervals[0].Reason, "It is done, and asked for once more."]);
    }

    [Fact]
    public async Task The_same_done_once_more_is_another_backfill()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(9.5);
        var request = Missing(8, 9) with { Select = "all" };
        var first = await Backfills.PlanAsync(request, Cancellation);
        await Backfills.StartAsync(request, first.Hash, "bob", Cancellation);
        await _played.UntilAsync(9.75);

        var second = await Backfills.PlanAsync(request, Cancellation);

        second.Intervals.Count.ShouldBe(1);
        second.Hash.ShouldNotBe(first.Hash);
    }

    [Fact]
    public async Task What_a_backfill_is_at_is_left_out_of_others_and_they_say_so()
    {
        await SomeAreMissingAsync();
        _played.Scheduler.Works = _ => null;
        var plan = await Backfills.PlanAsync(Missing(8, 14), Cancellation);
        await Backfills.StartAsync(Missing(8, 14), plan.Hash, "bob", Cancellation);

        var second = await Backfills.PlanAsync(Missing(8, 14), Cancellation);

        second.Intervals.ShouldBeEmpty();
        second.Notices.ShouldHaveSingleItem().Code.ShouldBe("intervals-in-hand");
    }

    [Fact]
    public async Task A_backfill_is_paused_goes_on_and_is_cancelled_with_what_it_is_at()
    {
        await SomeAreMissingAsync();
        var plan = await Backfills.PlanAsync(Missing(8, 14), Cancellation);
        await Backfills.StartAsync(Missing(8, 14), plan.Hash, "bob", Cancellation);

        var paused = await Backfills.PauseAsync("hourly", plan.Hash, "bob", Cancellation);
        await _played.UntilAsync(12.8);
        var stood = await Backfills.ShowAsync("hourly", plan.Hash, Cancellation);
        _played.Scheduler.Works = _ => null;
        await Backfills.ResumeAsync("hourly", plan.Hash, "bob", Cancellation);
        await _played.UntilAsync(12.9);
        var cancelled = await Backfills.CancelAsync("hourly", plan.Hash, "bob", Cancellation);
        _played.Scheduler.Works = _ => PlayedScheduler.Succeeded with { State = RunState.Cancelled };
        await _played.UntilAsync(12.95);
        var ended = await Backfills.ShowAsync("hourly", plan.Hash, Cancellation);

        paused.Backfill.State.ShouldBe("paused");
        stood.Intervals.ShouldAllBe(interval => interval.State == "waiting");
        cancelled.Backfill.State.ShouldBe("cancelled");
        ended.Intervals.Select(interval => interval.State).ShouldBe(["cancelled", "waiting"]);
        (await Should.ThrowAsync<PresageException>(Backfills.PauseAsync("hourly", plan.Hash, "bob", Cancellation))).Kind
            .ShouldBe(ErrorKind.Conflict);
    }

    [Theory]
    [InlineData("mist", null, "unknown-selection")]
    [InlineData("missing", "scor", "unknown-step")]
    public async Task What_cannot_be_planned_is_refused(string select, string? step, string code)
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        var request = Missing(8, 9) with { Select = select, Steps = step is null ? null : [step] };

        (await Should.ThrowAsync<PresageException>(Backfills.PlanAsync(request, Cancellation))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Steps_done_apart_fill_a_gap_together()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        _played.Scheduler.Works = run => run.EndsWith(".evaluate", StringComparison.Ordinal)
            ? PlayedScheduler.Failed("No failures are known yet.") : PlayedScheduler.Succeeded;
        await _played.UntilAsync(9.5);
        _played.Scheduler.Works = _ => PlayedScheduler.Succeeded;
        var request = Missing(8, 9) with { Select = "failed", Steps = ["evaluate"] };
        var plan = await Backfills.PlanAsync(request, Cancellation);

        await Backfills.StartAsync(request, plan.Hash, "bob", Cancellation);
        await _played.UntilAsync(9.75);

        (await _played.HistoryAsync()).Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_estimated_before_a_run_has_succeeded_and_minutes_as_those_runs_after()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        var before = await Backfills.PlanAsync(Missing(6, 8), Cancellation);
        await _played.UntilAsync(9.5);
        var after = await Backfills.PlanAsync(Missing(6, 8), Cancellation);

        (before.Rows, before.Minutes, before.Estimate).ShouldBe(
            (null, null, "Nothing is known of rows and minutes: no run of the job has succeeded yet."));
        (after.Rows, after.Minutes).ShouldBe((null, 12));
        after.Estimate.ShouldBe("As the last run of the job, which took 360 s each; they count no rows.");
    }

    private static BackfillRequest Missing(double from, double to) =>
        new("hourly", PlayedJobs.At(from), PlayedJobs.At(to), BackfillSelections.Missing);

    /// <summary>Two intervals of a pause, and one done before and after it.</summary>
    private async Task SomeAreMissingAsync()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(9.5);
        await _played.Jobs.PauseAsync(["hourly"], "maintenance", null, "ann", Cancellation);
        await _played.UntilAsync(11.5);
        await _played.Jobs.ResumeAsync(new JobResumption("hourly", "none"), "ann", Cancellation);
        await _played.UntilAsync(12.5);
    }
}
