using Presage.Application.Jobs;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Jobs;

public sealed class JobHistoryTests : IAsyncDisposable
{
    private readonly PlayedJobs _played = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _played.DisposeAsync();

    [Fact]
    public async Task Every_interval_is_told_with_its_run_and_what_came_of_it()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(10.5);

        var history = await _played.HistoryAsync();

        history.Events.Where(each => each.Kind == "interval").Select(each => (each.At, each.Outcome, each.Run, each.State, each.Minutes))
            .ShouldBe([
                (PlayedJobs.At(9), "started", "hourly-20260302T090000Z", "succeeded", 6),
                (PlayedJobs.At(10), "started", "hourly-20260302T100000Z", "succeeded", 6),
            ]);
        history.Gaps.ShouldBeEmpty();
        history.Counts.Intervals.ShouldBe(new Dictionary<string, int> { ["started"] = 2 });
        history.Counts.Runs.ShouldBe(new Dictionary<string, int> { ["succeeded"] = 2 });
    }

    [Fact]
    public async Task What_nobody_has_done_is_a_gap_with_its_reasons()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(9.5);
        await _played.Jobs.PauseAsync(["hourly"], "The plant is rebuilt", null, "ann", Cancellation);
        await _played.UntilAsync(11.5);
        await _played.Jobs.ResumeAsync(new JobResumption("hourly", "none"), "ann", Cancellation);
        _played.Scheduler.Works = _ => PlayedScheduler.Failed("The store was away.");
        await _played.UntilAsync(12.5);
        _played.Scheduler.Works = _ => PlayedScheduler.Succeeded;
        await _played.UntilAsync(13.5);

        var gap = (await _played.HistoryAsync()).Gaps.ShouldHaveSingleItem();

        (gap.From, gap.To, gap.Intervals).ShouldBe((PlayedJobs.At(9), PlayedJobs.At(12), 3));
        gap.Why.ShouldBe("2 skipped, 1 failed: see the intervals.");
    }

    [Fact]
    public async Task An_interval_that_was_decided_late_says_when()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(9.5);
        _played.Sleep(11.5);
        await _played.UntilAsync(11.75);

        var late = (await _played.HistoryAsync()).Events.First(each => each.At == PlayedJobs.At(10) && each.Kind == "interval");

        late.DecidedAt.ShouldBe(PlayedJobs.At(11.5).AddMinutes(1));
    }

    [Fact]
    public async Task Times_that_have_come_while_nobody_looked_are_a_gap_and_overdue_ones_are_told_without_a_row()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(9.5);
        _played.Sleep(12.5);
        await _played.Store.Get<IJobs>().MarkOverdueAsync("hourly", PlayedJobs.At(10), PlayedJobs.At(10.5), Cancellation);

        var history = await _played.HistoryAsync();

        var gap = history.Gaps.ShouldHaveSingleItem();
        (gap.From, gap.To, gap.Intervals).ShouldBe((PlayedJobs.At(9), PlayedJobs.At(12), 3));
        gap.Why.ShouldBe(
            "nobody has looked since 2026-03-02T09:00. No worker of Scheduler runs on this store; it begins when one is started.");
        history.Events.ShouldContain(each => each.Kind == "overdue" && each.At == PlayedJobs.At(10.5));
        history.Counts.Overdue.ShouldBe(1);
    }

    [Fact]
    public async Task Only_a_part_or_an_outcome_is_told_when_that_is_asked_for()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        await _played.UntilAsync(12.5);

        var part = await _played.HistoryAsync(new JobHistoryFilter(PlayedJobs.At(9), PlayedJobs.At(10)));
        var missed = await _played.HistoryAsync(new JobHistoryFilter(Outcome: "missed"));
        var few = await _played.HistoryAsync(new JobHistoryFilter(Most: 2));
        var wrong = await Should.ThrowAsync<PresageException>(_played.HistoryAsync(new JobHistoryFilter(Outcome: "mist")));

        part.Events.Select(each => each.At).ShouldBe([PlayedJobs.At(10)]);
        missed.Events.ShouldBeEmpty();
        (few.IsCut, few.Events.Count(each => each.Kind == "interval")).ShouldBe((true, 2));
        wrong.Code.ShouldBe("unknown-outcome");
    }

    [Fact]
    public async Task A_run_by_hand_fills_a_gap_only_with_the_parameters_that_the_job_has_by_itself()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        _played.Scheduler.Works = _ => PlayedScheduler.Failed("The store was away.");
        await _played.UntilAsync(9.5);
        _played.Scheduler.Works = _ => PlayedScheduler.Succeeded;
        var other = new JobRunRequest(
            "hourly", new Dictionary<string, string> { ["dataset"] = "mill" }, PlayedJobs.At(8), PlayedJobs.At(9), "mill");

        await _played.Jobs.RunAsync(other, "ann", Cancellation);
        await _played.UntilAsync(9.75);
        var before = await _played.HistoryAsync();
        await _played.Jobs.RunAsync(other with { Set = new Dictionary<string, string>(), Token = "plant" }, "ann", Cancellation);
        await _played.UntilAsync(9.9);
        var after = await _played.HistoryAsync();

        before.Gaps.Count.ShouldBe(1);
        after.Gaps.ShouldBeEmpty();
        after.Events.Where(each => each.Kind == "run").Select(each => each.Run)
            .ShouldBe(["hourly-mill", "hourly-plant"]);
    }

    [Fact]
    public async Task What_triggers_did_not_start_is_told_and_counted()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        var jobs = _played.Store.Get<IJobs>();
        var job = (await jobs.FindAsync("hourly", Cancellation))!;
        await jobs.CommitAsync(
            new JobCommit(job)
            {
                Evaluations =
                    [new("hourly", "20260302T083000-1", 1, PlayedJobs.At(8.5), "ingest-1", "The data lie in intervals planned before.")],
            },
            Cancellation);

        var history = await _played.HistoryAsync();

        history.Events.ShouldContain(each => each.Kind == "trigger"
            && each.Text == "Trigger 1, ingest-1: The data lie in intervals planned before.");
        history.Counts.Triggers.ShouldBe(new TriggerCounts(1, 1));
    }
}
