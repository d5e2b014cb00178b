using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

/// <summary>A run that failed or was cancelled is set running again, and some of its slices are taken back.</summary>
public abstract class ReopeningContract<TStore> : StorageContract<TStore, IRuns>
    where TStore : IStoreUnderTest, new()
{
    private static readonly Run First = new("r1", "score", "plant", "key", "{}", At(1), At(2), At(3), Plan: "{}");
    private static readonly RunError Error = new(ErrorKind.Unavailable, "io-error", "The disk is gone.", "Bring it back.");

    private ISliceAttempts Attempts => Ports.GetRequiredService<ISliceAttempts>();

    [Theory]
    [InlineData(RunState.Failed)]
    [InlineData(RunState.Cancelled)]
    public async Task A_run_that_ended_without_success_runs_again_with_its_plan_and_can_end_again(RunState state)
    {
        await Port.StartAsync(First, Cancellation);
        await Port.EndAsync("r1", state, null, Error, At(5), Cancellation);

        (await Port.ReopenAsync("r1", "features", [], At(6), Cancellation)).ShouldBeTrue();

        (await OpenAgain().FindAsync("r1", Cancellation)).ShouldBe(First with { Retries = 1, ResumedAt = At(6) });
        (await Port.FindUnfinishedAsync("key", Cancellation))!.Id.ShouldBe("r1");
        (await Port.EndAsync("r1", RunState.Succeeded, "{}", null, At(7), Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_that_runs_or_has_succeeded_or_does_not_exist_is_not_reopened()
    {
        await Port.StartAsync(First, Cancellation);
        await DoneAsync(0);

        (await Port.ReopenAsync("r1", "features", [0], At(6), Cancellation)).ShouldBeFalse();
        await Port.EndAsync("r1", RunState.Succeeded, "{}", null, At(5), Cancellation);
        (await Port.ReopenAsync("r1", "features", [0], At(6), Cancellation)).ShouldBeFalse();
        (await Port.ReopenAsync("r2", "features", [0], At(6), Cancellation)).ShouldBeFalse();

        (await Port.FindAsync("r1", Cancellation)).ShouldBe(First with { State = RunState.Succeeded, Result = "{}", EndedAt = At(5) });
        (await Port.IsSliceDoneAsync("r1", "features", 0, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task Slices_that_are_taken_back_are_done_again_and_the_others_stay_done()
    {
        await FailedAsync(done: [0, 1, 2]);

        await Port.ReopenAsync("r1", "features", [0, 2], At(6), Cancellation);

        (await OpenAgain().ProgressAsync("r1", "features", Cancellation)).ShouldBe(new("features", 3, 1, 10));
        (await DoneAsync(0)).ShouldBe(new("features", 3, 2, 20));
        (await DoneAsync(2)).ShouldBe(new("features", 3, 3, 30));
        (await Port.SlicesAsync("r1", "features", Cancellation)).Select(slice => slice.Attempt).ShouldBe([2, 1, 2]);
    }

    [Fact]
    public async Task An_attempt_from_before_completes_nothing_that_was_taken_back()
    {
        await FailedAsync(done: [0]);
        await Attempts.BeginAsync("r1", "features", 1, "slow", At(4), Cancellation);
        await Attempts.BeginAsync("r1", "features", 2, "slow", At(4), Cancellation);

        await Port.ReopenAsync("r1", "features", [0, 1], At(6), Cancellation);

        (await OpenAgain().CompleteSliceAsync("r1", "features", Slice(1, 1), Cancellation)).Done.ShouldBe(0);
        (await Port.CompleteSliceAsync("r1", "features", Slice(2, 1), Cancellation)).Done.ShouldBe(1);
        (await DoneAsync(1)).Done.ShouldBe(2);
    }

    [Fact]
    public async Task Only_one_of_many_reopens_a_run()
    {
        await FailedAsync(done: [0]);

        var reopened = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? Port : OpenAgain()))
            .Select(runs => Task.Run(() => runs.ReopenAsync("r1", "features", [0], At(6), Cancellation))));

        reopened.Count(won => won).ShouldBe(1);
        (await Port.FindAsync("r1", Cancellation))!.Retries.ShouldBe(1);
    }

    [Fact]
    public async Task Running_runs_are_listed_earliest_first()
    {
        foreach (var (id, hour) in new[] { ("a", 5), ("b", 7), ("c", 6), ("d", 5) })
            await Port.StartAsync(First with { Id = id, StartedAt = At(hour) }, Cancellation);
        await Port.EndAsync("c", RunState.Failed, null, Error, At(8), Cancellation);

        (await Port.UnfinishedAsync(Cancellation)).Select(run => run.Id).ShouldBe(["a", "d", "b"]);
    }

    [Fact]
    public async Task What_last_happened_in_a_run_is_known()
    {
        (await Port.ActivityAsync("r1", Cancellation)).ShouldBe(new(null, null, null));

        await Port.PlanStageAsync("r1", "features", 3, At(1), Cancellation);
        await Port.PlanStageAsync("r1", "score", 3, At(4), Cancellation);
        await Attempts.BeginAsync("r1", "features", 0, "worker", At(2), Cancellation);
        await Attempts.BeginAsync("r1", "features", 1, "worker", At(5), Cancellation);
        await Port.CompleteSliceAsync("r1", "features", Slice(0, 1), Cancellation);
        await Port.PlanStageAsync("r2", "features", 3, At(9), Cancellation);

        (await OpenAgain().ActivityAsync("r1", Cancellation)).ShouldBe(new(At(4), At(3), At(5)));
    }

    private async Task FailedAsync(int[] done)
    {
        await Port.StartAsync(First, Cancellation);
        await Port.PlanStageAsync("r1", "features", 3, At(1), Cancellation);
        foreach (var slice in done)
            await DoneAsync(slice);

        await Port.EndAsync("r1", RunState.Failed, null, Error, At(5), Cancellation);
    }

    private async Task<StageProgress> DoneAsync(int slice)
    {
        await Port.PlanStageAsync("r1", "features", 3, At(1), Cancellation);
        return await Port.CompleteSliceAsync(
            "r1", "features", Slice(slice, await Attempts.BeginAsync("r1", "features", slice, "worker", At(2), Cancellation)),
            Cancellation);
    }

    private static SliceRecord Slice(int slice, int attempt) => new(slice, "worker", attempt, At(2), At(3), 10);
}
