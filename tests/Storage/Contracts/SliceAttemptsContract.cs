using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class SliceAttemptsContract<TStore> : StorageContract<TStore, ISliceAttempts>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task A_slice_that_was_begun_is_seen_by_every_process()
    {
        (await Port.BeginAsync("r1", "read", 3, "worker-a", At(1), Cancellation)).ShouldBe(1);

        (await OpenAgain().ListAsync("r1", "read", Cancellation)).ShouldBe([new SliceAttempt(3, "worker-a", 1, At(1))]);
    }

    [Fact]
    public async Task Attempts_are_counted_and_the_latest_is_kept()
    {
        await Port.BeginAsync("r1", "read", 1, "worker-a", At(1), Cancellation);
        await Port.BeginAsync("r1", "read", 0, "worker-a", At(2), Cancellation);

        (await OpenAgain().BeginAsync("r1", "read", 1, "worker-b", At(3), Cancellation)).ShouldBe(2);

        (await Port.ListAsync("r1", "read", Cancellation)).ShouldBe([new(0, "worker-a", 1, At(2)), new(1, "worker-b", 2, At(3))]);
    }

    [Fact]
    public async Task Other_stages_and_runs_have_their_own()
    {
        await Port.BeginAsync("r1", "read", 1, "worker", At(1), Cancellation);

        (await Port.BeginAsync("r1", "write", 1, "worker", At(1), Cancellation)).ShouldBe(1);
        (await Port.BeginAsync("r2", "read", 1, "worker", At(1), Cancellation)).ShouldBe(1);
        (await Port.ListAsync("r3", "read", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Attempts_at_once_are_all_counted()
    {
        ISliceAttempts[] processes = [Port, OpenAgain()];

        var numbers = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            i => Task.Run(() => processes[i % 2].BeginAsync("r1", "read", 0, "worker", At(1), Cancellation))));

        numbers.Order().ShouldBe(Enumerable.Range(1, 16));
    }
}
