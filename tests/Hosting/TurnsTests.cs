using Presage.Hosting;

namespace Presage.Tests.Hosting;

public sealed class TurnsTests
{
    private readonly Turns _turns = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_that_wait_for_the_same_name_come_one_after_the_other()
    {
        var first = await _turns.WaitAsync("training", Cancellation);
        var second = _turns.WaitAsync("training", Cancellation);
        second.IsCompleted.ShouldBeFalse();

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Names_do_not_wait_for_each_other()
    {
        using var training = await _turns.WaitAsync("training", Cancellation);

        using var slice = await _turns.WaitAsync("run/ingest/0", Cancellation);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_keep_others_from_their_turn()
    {
        using var stop = new CancellationTokenSource();
        var first = await _turns.WaitAsync("training", Cancellation);
        var second = _turns.WaitAsync("training", stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);

        first.Dispose();

        (await _turns.WaitAsync("training", Cancellation)).Dispose();
    }

    [Fact]
    public async Task A_turn_that_is_ended_twice_lets_one_in()
    {
        var first = await _turns.WaitAsync("training", Cancellation);
        first.Dispose();
        first.Dispose();

        using var second = await _turns.WaitAsync("training", Cancellation);

        _turns.WaitAsync("training", Cancellation).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Many_that_want_the_same_at_once_are_never_two()
    {
        var inside = 0;
        var most = 0;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            async () =>
            {
                using var turn = await _turns.WaitAsync("slice", Cancellation);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            },
            Cancellation)));

        most.ShouldBe(1);
    }
}
