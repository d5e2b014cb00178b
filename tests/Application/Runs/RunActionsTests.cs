using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Presage.Application.Runs;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Runs;

public sealed class RunActionsTests : IAsyncDisposable
{
    private readonly TestStore _store = new();

    private IRunActions Runs => _store.Get<IRunActions>();

    private IRuns Ledger => _store.Get<IRuns>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_list_goes_on_where_the_part_before_ended()
    {
        for (var i = 0; i < 5; i++)
            await AddAsync($"train-{i}", startedAt: TestStore.Now.AddMinutes(i));

        var first = await Runs.ListAsync(new RunFilter(), new PageRequest(2), Cancellation);
        var second = await Runs.ListAsync(new RunFilter(), new PageRequest(2, first.Next), Cancellation);
        var third = await Runs.ListAsync(new RunFilter(), new PageRequest(2, second.Next), Cancellation);

        first.Runs.Concat(second.Runs).Concat(third.Runs).Select(run => run.Id).ShouldBe(
            ["train-4", "train-3", "train-2", "train-1", "train-0"]);
        third.Next.ShouldBeNull();
    }

    [Fact]
    public async Task A_filter_leaves_what_fits()
    {
        await AddAsync("train-1", RunKinds.Train);
        await AddAsync("score-1", RunKinds.Score, RunState.Failed);
        await AddAsync("score-2", RunKinds.Score, dataset: "other");

        (await Ids(new RunFilter(Kind: "score"))).ShouldBe(["score-1", "score-2"], ignoreOrder: true);
        (await Ids(new RunFilter(State: "failed"))).ShouldBe(["score-1"]);
        (await Ids(new RunFilter(Dataset: "other"))).ShouldBe(["score-2"]);
    }

    [Theory]
    [InlineData("unknown-state", null, "dead")]
    [InlineData("unknown-kind", "dance", null)]
    public async Task A_filter_that_nothing_ever_fits_is_a_mistake(string code, string? kind, string? state)
    {
        var error = await Should.ThrowAsync<PresageException>(() => Ids(new RunFilter(kind, state)));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Invalid, code));
    }

    [Fact]
    public async Task A_run_that_failed_says_why_and_leads_to_itself()
    {
        await AddAsync("score-1", RunKinds.Score, RunState.Failed);

        var error = await Should.ThrowAsync<PresageException>(() => Runs.ResultAsync<ScoreResult>("score-1", Cancellation));
        var shown = await Runs.ShowAsync("score-1", Cancellation);

        (error.Code, error.Run).ShouldBe(("no-disk", "score-1"));
        (shown.Error!.Code, shown.Error.Run).ShouldBe(("no-disk", "score-1"));
    }

    [Fact]
    public async Task A_run_that_succeeded_gives_its_result()
    {
        await AddAsync("score-1", RunKinds.Score);

        (await Runs.ResultAsync<ScoreResult>("score-1", Cancellation)).Rows.ShouldBe(7);
        (await Runs.ShowAsync("score-1", Cancellation)).Result!.Value.GetProperty("rows").GetInt64().ShouldBe(7);
    }

    [Fact]
    public async Task What_is_done_is_found_by_asking_for_the_same()
    {
        await AddAsync("score-1", RunKinds.Score);

        (await Runs.FindDoneAsync(Request("score-1", "plant"), Cancellation))!.Id.ShouldBe("score-1");
        (await Runs.FindDoneAsync(Request("score-1", "elsewhere"), Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Following_ends_with_the_run()
    {
        await AddAsync("score-1", RunKinds.Score);

        var seen = new List<RunProgress>();
        await foreach (var progress in Runs.FollowAsync("score-1", estimate: true, Cancellation))
            seen.Add(progress);

        seen.ShouldHaveSingleItem().State.ShouldBe("succeeded");
    }

    [Fact]
    public async Task Who_follows_a_run_that_this_process_works_on_is_told_of_its_end_at_once()
    {
        await using var store = new TestStore(services => services.AddSingleton<LocalFailures>());
        var runs = store.Get<IRunActions>();
        await store.Get<IRuns>().StartAsync(
            new Run("train-1", RunKinds.Train, "plant", "key", "{}", null, null, TestStore.Now), Cancellation);
        var seen = new List<RunProgress>();
        var ended = 0L;

        await foreach (var progress in runs.FollowAsync("train-1", estimate: false, Cancellation))
        {
            seen.Add(progress);
            if (seen.Count == 1)
                (_, ended) = (await runs.CancelAsync("train-1", null, Cancellation), Stopwatch.GetTimestamp());
        }

        seen.Select(progress => progress.State).ShouldBe(["running", "cancelled"]);
        Stopwatch.GetElapsedTime(ended).ShouldBeLessThan(RunFollower.LongestWithNews / 2);
    }

    [Fact]
    public void A_run_of_another_process_is_looked_at_the_less_often_the_longer_it_takes()
    {
        var (followed, looks) = (TimeSpan.Zero, 0);
        for (; followed < TimeSpan.FromSeconds(60); looks++)
        {
            var wait = RunFollower.WaitAfter(followed, estimate: false);
            wait.ShouldBeLessThanOrEqualTo(new[] { TimeSpan.FromMilliseconds(50), followed / 8 }.Max());
            followed += wait;
        }

        looks.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task Only_a_running_run_can_be_cancelled()
    {
        await AddAsync("train-1", state: RunState.Running);

        (await Runs.CancelAsync("train-1", null, Cancellation)).Run.State.ShouldBe("cancelled");
        (await Should.ThrowAsync<PresageException>(() => Runs.CancelAsync("train-1", null, Cancellation))).Code.ShouldBe("run-ended");
        (await Should.ThrowAsync<PresageException>(() => Runs.CancelAsync("train-2", null, Cancellation))).Code.ShouldBe("unknown-run");
    }

    [Fact]
    public async Task A_deletion_says_what_points_at_the_run_and_takes_it_from_the_ledger()
    {
        var model = await _store.RegisterAsync("plant");
        await AddAsync(model.Run, RunKinds.Train);
        await AddAsync("score-1", RunKinds.Score);
        var selection = new RunSelection([model.Run, "score-1"]);

        var plan = await Runs.PlanDeletionAsync(selection, Cancellation);
        var deleted = await Runs.DeleteAsync(selection, Cancellation);

        plan.Runs.Select(run => (run.Id, string.Join(' ', run.Models), run.Results)).ShouldBe(
            [(model.Run, "plant@1", null), ("score-1", "", "march")]);
        deleted.Runs.Select(run => run.Id).ShouldBe(plan.Runs.Select(run => run.Id));
        (await Ids(new RunFilter())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Old_runs_are_those_that_ended_before_and_never_running_ones()
    {
        await AddAsync("old", startedAt: TestStore.Now.AddDays(-100));
        await AddAsync("old-running", state: RunState.Running, startedAt: TestStore.Now.AddDays(-100));
        await AddAsync("new", startedAt: TestStore.Now.AddDays(-1));

        var deleted = await Runs.DeleteAsync(new RunSelection([], OlderThanDays: 90), Cancellation);

        deleted.Runs.Select(run => run.Id).ShouldBe(["old"]);
        (await Ids(new RunFilter())).ShouldBe(["new", "old-running"]);
    }

    [Fact]
    public async Task Nothing_is_deleted_that_nobody_has_named()
    {
        var error = await Should.ThrowAsync<PresageException>(() => Runs.DeleteAsync(new RunSelection([]), Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Usage, "no-selection"));
    }

    [Fact]
    public async Task A_running_run_is_not_deleted()
    {
        await AddAsync("train-1", state: RunState.Running);

        var error = await Should.ThrowAsync<PresageException>(() => Runs.DeleteAsync(new RunSelection(["train-1"]), Cancellation));

        (error.Kind, error.Code, error.Run).ShouldBe((ErrorKind.Conflict, "run-running", "train-1"));
    }

    private async Task<IEnumerable<string>> Ids(RunFilter filter) =>
        (await Runs.ListAsync(filter, new PageRequest(), Cancellation)).Runs.Select(run => run.Id);

    private static StartScoring Request(string id, string dataset) =>
        new(id, dataset, new DateTime(2015, 3, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2015, 4, 1, 0, 0, 0, DateTimeKind.Utc), "march");

    /// <summary>A run that ended a minute after it started, as all these ran.</summary>
    private async Task AddAsync(
        string id, string kind = RunKinds.Train, RunState state = RunState.Succeeded, string dataset = "plant", DateTime? startedAt = null)
    {
        var request = Request(id, dataset);
        var started = startedAt ?? TestStore.Now;
        await Ledger.StartAsync(new Run(id, kind, dataset, RunIds.KeyOf(request), Json.Write(request), null, null, started), Cancellation);
        if (state == RunState.Running)
            return;

        var result = Json.Write(new ScoreResult(id, "march", "plant", 1, 7, 7, 0, 0, 1));
        var error = new RunError(ErrorKind.Unavailable, "no-disk", "The disk is full.", "Free space.");
        await Ledger.EndAsync(
            id, state, state == RunState.Succeeded ? result : null, state == RunState.Succeeded ? null : error, started.AddMinutes(1),
            Cancellation);
    }
}
