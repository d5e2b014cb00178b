using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class TurnsContract<TStore> : StorageContract<TStore, IStoreTurns>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task A_second_process_waits_until_the_first_has_had_its_turn()
    {
        var second = OpenAgain();
        Task<IAsyncDisposable> waiting;
        await using (await Port.WaitAsync("request/ingest/plant", Cancellation))
        {
            waiting = second.WaitAsync("request/ingest/plant", Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(0.5), Cancellation);
            waiting.IsCompleted.ShouldBeFalse();
        }

        await (await waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).DisposeAsync();
        await (await Port.WaitAsync("request/ingest/plant", Cancellation)).DisposeAsync();
    }

    [Fact]
    public async Task Of_many_that_come_at_once_each_has_its_turn_alone()
    {
        var (inside, most, ports) = (0, 0, Enumerable.Range(0, 6).Select(_ => OpenAgain()).ToList());

        await Task.WhenAll(ports.Select(async port =>
        {
            await using var turn = await port.WaitAsync("ingest/0", Cancellation);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Delay(20, Cancellation);
            Interlocked.Decrement(ref inside);
        }));

        most.ShouldBe(1);
    }
}
