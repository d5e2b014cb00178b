using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class RunWakesContract<TStore> : StorageContract<TStore, IRunWakes>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task Wakes_of_a_run_are_listed_by_number()
    {
        RunWake[] wakes = [new(1, At(1), "1 of 2 slices is missing."), new(2, At(3), "It was never planned.")];
        await Port.AddAsync("r1", wakes[1], Cancellation);
        await Port.AddAsync("r1", wakes[0], Cancellation);

        (await OpenAgain().ListAsync("r1", Cancellation)).ShouldBe(wakes);
        (await Port.ListAsync("r2", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_of_those_with_the_same_number_is_kept()
    {
        var first = await Port.AddAsync("r1", new(1, At(1), "first"), Cancellation);
        var second = await OpenAgain().AddAsync("r1", new(1, At(2), "second"), Cancellation);
        var other = await Port.AddAsync("r2", new(1, At(2), "other"), Cancellation);

        (first, second, other).ShouldBe((true, false, true));
        (await Port.ListAsync("r1", Cancellation)).ShouldHaveSingleItem().Why.ShouldBe("first");
    }

    [Fact]
    public async Task Only_one_of_many_wakes_a_run()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? Port : OpenAgain()))
            .Select(wakes => Task.Run(() => wakes.AddAsync("r1", new(1, At(1), "why"), Cancellation))));

        added.Count(won => won).ShouldBe(1);
    }
}
