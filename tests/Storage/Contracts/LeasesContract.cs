using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class LeasesContract<TStore> : StorageContract<TStore, ILeases>
    where TStore : IStoreUnderTest, new()
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task One_has_a_lease_until_it_is_given_back()
    {
        (await Port.FindAsync("scheduler", Cancellation)).ShouldBeNull();

        var first = await Port.TakeAsync("scheduler", "a", Long, Cancellation);
        (await OpenAgain().TakeAsync("scheduler", "b", Long, Cancellation)).ShouldBeNull();
        var extended = await Port.TakeAsync("scheduler", "a", Long * 2, Cancellation);
        await Port.ReleaseAsync(extended!, Cancellation);
        var second = await OpenAgain().TakeAsync("scheduler", "b", Long, Cancellation);
        await Port.ReleaseAsync(extended!, Cancellation);

        (first!.Name, first.Holder, first.Epoch).ShouldBe(("scheduler", "a", 1));
        (extended!.Holder, extended.Epoch).ShouldBe(("a", 1));
        extended.Until.ShouldBeGreaterThan(first.Until);
        (second!.Holder, second.Epoch).ShouldBe(("b", 2));
        (await Port.FindAsync("scheduler", Cancellation)).ShouldBe(second);
        (await Port.TakeAsync("scheduler", "a", Long, Cancellation)).ShouldBeNull("giving back what one has no more changes nothing");
    }

    [Fact]
    public async Task A_lease_that_has_run_out_is_anothers_with_a_higher_epoch()
    {
        var first = await Port.TakeAsync("scheduler", "a", TimeSpan.Zero, Cancellation);

        var second = await OpenAgain().TakeAsync("scheduler", "b", Long, Cancellation);

        (first!.Epoch, second!.Epoch, second.Holder).ShouldBe((1, 2, "b"));
        (await Port.TakeAsync("scheduler", "a", Long, Cancellation)).ShouldBeNull();
        (await Port.TakeAsync("other", "a", Long, Cancellation))!.Epoch.ShouldBe(1);
    }

    [Fact]
    public async Task One_of_many_who_ask_at_once_gets_it()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i, Leases: i % 2 == 0 ? Port : OpenAgain())).Select(
            one => Task.Run(() => one.Leases.TakeAsync("scheduler", $"{one.i}", Long, Cancellation))));

        var lease = asked.Where(lease => lease is not null).ShouldHaveSingleItem();
        (await Port.FindAsync("scheduler", Cancellation)).ShouldBe(lease);
    }
}
