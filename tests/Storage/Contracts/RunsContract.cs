using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class RunsContract<TStore> : StorageContract<TStore, IRuns>
    where TStore : IStoreUnderTest, new()
{
    private static readonly Run First = new("r1", "ingest", "plant", "key", "{}", At(1), At(2), At(3));

    [Fact]
    public async Task A_run_is_found_as_it_was_started()
    {
        var started = await Port.StartAsync(First, Cancellation);

        started.ShouldBe(First);
        (await OpenAgain().FindAsync("r1", Cancellation)).ShouldBe(First);
        (await Port.FindAsync("other", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_without_an_interval_has_none()
    {
        var run = First with { From = null, To = null };

        (await Port.StartAsync(run, Cancellation)).ShouldBe(run);
    }

    [Fact]
    public async Task Starting_a_run_again_returns_the_stored_one()
    {
        await Port.StartAsync(First, Cancellation);
        await Port.EndAsync("r1", RunState.Succeeded, "{}", null, At(5), Cancellation);

        var again = await Port.StartAsync(First with { StartedAt = At(9) }, Cancellation);

        again.ShouldBe(First with { State = RunState.Succeeded, Result = "{}", EndedAt = At(5) });
    }

    [Fact]
    public async Task A_run_ends_once()
    {
        var error = new RunError(ErrorKind.NotFound, "unknown-dataset", "There is no data set x.", "Ingest it first.");
        await Port.StartAsync(First, Cancellation);

        var ended = await Port.EndAsync("r1", RunState.Failed, null, error, At(5), Cancellation);
        var endedAgain = await Port.EndAsync("r1", RunState.Succeeded, "{}", null, At(6), Cancellation);

        ended.ShouldBeTrue();
        endedAgain.ShouldBeFalse();
        (await Port.FindAsync("r1", Cancellation)).ShouldBe(First with { State = RunState.Failed, Error = error, EndedAt = At(5) });
    }

    [Fact]
    public async Task Only_one_of_many_ends_a_run()
    {
        await Port.StartAsync(First, Cancellation);

        var ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? Port : OpenAgain()))
            .Select(runs => Task.Run(() => runs.EndAsync("r1", RunState.Succeeded, null, null, At(5), Cancellation))));

        ended.Count(won => won).ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_does_not_exist_cannot_end_and_none_ends_by_running()
    {
        (await Port.EndAsync("r1", RunState.Succeeded, null, null, At(5), Cancellation)).ShouldBeFalse();
        await Should.ThrowAsync<ArgumentException>(() => Port.EndAsync("r1", RunState.Running, null, null, At(5), Cancellation));
    }

    [Fact]
    public async Task The_first_plan_of_a_run_is_kept()
    {
        await Port.StartAsync(First, Cancellation);

        var plans = new[] { await Port.PinAsync("r1", "{\"a\":1}", Cancellation), await Port.PinAsync("r1", "{\"a\":2}", Cancellation) };

        plans.ShouldBe(["{\"a\":1}", "{\"a\":1}"]);
        (await Port.FindAsync("r1", Cancellation))!.Plan.ShouldBe("{\"a\":1}");
        await Should.ThrowAsync<InvalidOperationException>(() => Port.PinAsync("other", "{}", Cancellation));
    }

    [Fact]
    public async Task The_latest_unfinished_run_with_a_key_is_found()
    {
        await Port.StartAsync(First with { Id = "newer", StartedAt = At(5) }, Cancellation);
        await Port.StartAsync(First with { Id = "older", StartedAt = At(4) }, Cancellation);
        await Port.StartAsync(First with { Id = "ended", StartedAt = At(6) }, Cancellation);
        await Port.StartAsync(First with { Id = "other", StartedAt = At(7), Key = "other" }, Cancellation);
        await Port.EndAsync("ended", RunState.Cancelled, null, null, At(8), Cancellation);

        (await Port.FindUnfinishedAsync("key", Cancellation))!.Id.ShouldBe("newer");
        (await Port.FindUnfinishedAsync("none", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Runs_are_listed_latest_first_up_to_a_number()
    {
        foreach (var (id, hour) in new[] { ("a", 5), ("b", 7), ("c", 6), ("d", 7) })
            await Port.StartAsync(First with { Id = id, StartedAt = At(hour) }, Cancellation);

        (await Port.ListAsync(new(), null, 3, Cancellation)).Select(run => run.Id).ShouldBe(["d", "b", "c"]);
    }

    [Fact]
    public async Task Pages_one_after_the_other_give_every_run_once()
    {
        foreach (var (id, hour) in new[] { ("a", 5), ("b", 7), ("c", 6), ("d", 7), ("e", 7) })
            await Port.StartAsync(First with { Id = id, StartedAt = At(hour) }, Cancellation);

        var first = await OpenAgain().ListAsync(new(), null, 2, Cancellation);
        var second = await Port.ListAsync(new(), first[^1].Place, 2, Cancellation);
        var third = await Port.ListAsync(new(), second[^1].Place, 2, Cancellation);

        first.Concat(second).Concat(third).Select(run => run.Id).ShouldBe(["e", "d", "b", "c", "a"]);
    }

    [Fact]
    public async Task Runs_are_asked_for_by_kind_state_data_set_and_start()
    {
        await Port.StartAsync(First with { Id = "a", StartedAt = At(1) }, Cancellation);
        await Port.StartAsync(First with { Id = "b", StartedAt = At(2), Kind = "train" }, Cancellation);
        await Port.StartAsync(First with { Id = "c", StartedAt = At(3), Dataset = "other" }, Cancellation);
        await Port.EndAsync("c", RunState.Succeeded, "{}", null, At(9), Cancellation);

        (await IdsAsync(new(Kind: "ingest"))).ShouldBe(["c", "a"]);
        (await IdsAsync(new(State: RunState.Running))).ShouldBe(["b", "a"]);
        (await IdsAsync(new(State: RunState.Succeeded, Dataset: "other"))).ShouldBe(["c"]);
        (await IdsAsync(new(Dataset: "plant", Kind: "train"))).ShouldBe(["b"]);
        (await IdsAsync(new(From: At(1), To: At(2)))).ShouldBe(["b"]);
    }

    [Fact]
    public async Task The_run_that_succeeded_last_with_a_key_is_found()
    {
        foreach (var (id, hour) in new[] { ("older", 4), ("newer", 5), ("failed", 6), ("running", 7) })
            await Port.StartAsync(First with { Id = id, StartedAt = At(hour) }, Cancellation);
        await Port.EndAsync("older", RunState.Succeeded, "{}", null, At(9), Cancellation);
        await Port.EndAsync("newer", RunState.Succeeded, "{}", null, At(8), Cancellation);
        await Port.EndAsync("failed", RunState.Failed, null, null, At(8), Cancellation);

        (await Port.FindSucceededAsync("key", Cancellation))!.Id.ShouldBe("newer");
        (await Port.FindSucceededAsync("none", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_stage_is_planned_once()
    {
        var first = await Port.PlanStageAsync("r1", "read", 3, At(1), Cancellation);
        var second = await Port.PlanStageAsync("r1", "read", 5, At(2), Cancellation);

        (first, second).ShouldBe((3, 3));
        (await Port.ProgressAsync("r1", "read", Cancellation)).ShouldBe(new("read", 3, 0, 0));
        (await Port.ProgressAsync("r1", "write", Cancellation)).ShouldBeNull();
        (await Port.ProgressAsync("r2", "read", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Stages_are_listed_in_the_order_they_were_planned()
    {
        foreach (var stage in new[] { "z", "a", "m" })
            await Port.PlanStageAsync("r1", stage, 2, At(1), Cancellation);

        await Port.CompleteSliceAsync("r1", "a", Slice(0, 10), Cancellation);

        (await Port.StagesAsync("r1", Cancellation)).ShouldBe([new("z", 2, 0, 0), new("a", 2, 1, 10), new("m", 2, 0, 0)]);
    }

    [Fact]
    public async Task A_slice_is_done_once_and_the_last_one_completes_the_stage()
    {
        await Port.PlanStageAsync("r1", "read", 2, At(1), Cancellation);

        var first = await Port.CompleteSliceAsync("r1", "read", Slice(1, 10), Cancellation);
        var repeated = await Port.CompleteSliceAsync("r1", "read", Slice(1, 99), Cancellation);
        var last = await Port.CompleteSliceAsync("r1", "read", Slice(0, 5), Cancellation);

        first.ShouldBe(new("read", 2, 1, 10));
        repeated.ShouldBe(first);
        last.ShouldBe(new("read", 2, 2, 15));
        last.IsComplete.ShouldBeTrue();
        (await Port.SlicesAsync("r1", "read", Cancellation)).ShouldBe([Slice(0, 5), Slice(1, 10)]);
    }

    [Fact]
    public async Task A_slice_is_known_to_be_done()
    {
        await Port.PlanStageAsync("r1", "read", 2, At(1), Cancellation);
        await Port.CompleteSliceAsync("r1", "read", Slice(1, 10), Cancellation);

        (await OpenAgain().IsSliceDoneAsync("r1", "read", 1, Cancellation)).ShouldBeTrue();
        (await Port.IsSliceDoneAsync("r1", "read", 0, Cancellation)).ShouldBeFalse();
        (await Port.IsSliceDoneAsync("r1", "write", 1, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_slice_of_a_stage_that_was_not_planned_is_refused()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Port.CompleteSliceAsync("r1", "read", Slice(0, 1), Cancellation));

        (await Port.SlicesAsync("r1", "read", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Someone_sees_the_stage_complete_when_all_slices_end_at_once()
    {
        await Port.PlanStageAsync("r1", "read", 32, At(1), Cancellation);
        IRuns[] processes = [Port, OpenAgain()];

        var seen = await Task.WhenAll(Enumerable.Range(0, 32).Select(
            slice => Task.Run(() => processes[slice % 2].CompleteSliceAsync("r1", "read", Slice(slice, 1), Cancellation))));

        seen.ShouldContain(progress => progress.Done == 32);
        if (CountsOneByOne)
            seen.Select(progress => progress.Done).Order().ShouldBe(Enumerable.Range(1, 32));
    }

    /// <summary>Whether of many who complete slices at once each sees another number, so that only one sees the last.</summary>
    protected virtual bool CountsOneByOne => true;

    private async Task<IEnumerable<string>> IdsAsync(RunQuery query) =>
        (await Port.ListAsync(query, null, 100, Cancellation)).Select(run => run.Id);

    private static SliceRecord Slice(int slice, long rows) => new(slice, "worker", 1, At(1), At(2), rows, slice == 0 ? "{\"n\":1}" : null);
}
