using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class DeliveriesContract<TStore> : StorageContract<TStore, IDeliveries>
    where TStore : IStoreUnderTest, new()
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_delivery_is_read_as_it_was_added_and_added_once()
    {
        var delivery = Jobs.Delivery("d1", "pager", 1) with { Attempts = 2, Answer = "500 Internal Server Error", EndedAt = At(3) };

        (await Port.AddAsync(delivery, Cancellation)).ShouldBeTrue();
        (await OpenAgain().AddAsync(delivery with { Subject = "other" }, Cancellation)).ShouldBeFalse();

        var read = await OpenAgain().FindAsync("d1", Cancellation);
        read.ShouldBe(delivery with { Revision = read!.Revision });
        (await Port.FindAsync("none", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Deliveries_are_listed_latest_first_page_by_page_and_counted_by_state()
    {
        foreach (var (id, connection, hour) in new[] { ("d1", "pager", 1), ("d3", "mail", 2), ("d2", "pager", 2) })
            await Port.AddAsync(Jobs.Delivery(id, connection, hour), Cancellation);
        await Port.AddAsync(Jobs.Delivery("d4", "pager", 4) with { State = DeliveryState.Delivered, NextAt = null }, Cancellation);

        var first = await OpenAgain().ListAsync(new(), null, 2, Cancellation);

        first.Select(one => one.Id).ShouldBe(["d4", "d3"]);
        (await Port.ListAsync(new(), first[^1].Place, 9, Cancellation)).Select(one => one.Id).ShouldBe(["d2", "d1"]);
        (await Port.ListAsync(new("pager", DeliveryState.Waiting), null, 9, Cancellation)).Select(one => one.Id).ShouldBe(["d2", "d1"]);
        (await Port.ListAsync(new("mail"), null, 9, Cancellation)).Select(one => one.Id).ShouldBe(["d3"]);
        (await Port.CountAsync(Cancellation)).ShouldBe(
            new Dictionary<DeliveryState, long>
            {
                [DeliveryState.Waiting] = 3,
                [DeliveryState.Delivered] = 1,
                [DeliveryState.Failed] = 0,
                [DeliveryState.Discarded] = 0,
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task What_one_has_taken_nobody_else_gets_before_its_time_is_over()
    {
        foreach (var (id, hour) in new[] { ("d1", 3), ("d2", 1), ("d3", 2), ("d4", 9) })
            await Port.AddAsync(Jobs.Delivery(id, "pager", hour), Cancellation);

        var first = await Port.TakeAsync(At(5), Minute, 2, Cancellation);
        var second = await OpenAgain().TakeAsync(At(5), Minute, 9, Cancellation);
        var again = await OpenAgain().TakeAsync(At(5) + Minute, Minute, 9, Cancellation);

        first.Select(one => (one.Id, one.NextAt)).ShouldBe([("d2", At(5) + Minute), ("d3", At(5) + Minute)]);
        second.Select(one => one.Id).ShouldBe(["d1"]);
        again.Select(one => one.Id).ShouldBe(["d1", "d2", "d3"], ignoreOrder: true);
        (await Port.CommitAsync(first[0] with { State = DeliveryState.Delivered, NextAt = null }, Cancellation))
            .ShouldBeFalse("somebody has taken it since");
    }

    [Fact]
    public async Task Each_is_taken_by_one_of_many()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Port.AddAsync(Jobs.Delivery($"d{i}", "pager", 1), Cancellation)));

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => i % 2 == 0 ? Port : OpenAgain()).Select(
            deliveries => Task.Run(() => deliveries.TakeAsync(At(2), Minute, 12, Cancellation))));

        taken.SelectMany(some => some).Select(one => one.Id).ShouldBeUnique();
        var rest = await Port.TakeAsync(At(2), Minute, 12, Cancellation);
        (taken.Sum(some => some.Count) + rest.Count).ShouldBe(12);
    }

    [Fact]
    public async Task What_came_of_a_delivery_is_stored_and_it_can_be_tried_again()
    {
        await Port.AddAsync(Jobs.Delivery("d1", "pager", 1), Cancellation);
        var taken = (await Port.TakeAsync(At(1), Minute, 1, Cancellation)).ShouldHaveSingleItem();

        (await Port.CommitAsync(
            taken with { State = DeliveryState.Failed, NextAt = null, Attempts = 1, Answer = "410 Gone", EndedAt = At(2) }, Cancellation))
            .ShouldBeTrue();
        (await Port.TakeAsync(At(9), Minute, 9, Cancellation)).ShouldBeEmpty();
        var failed = await OpenAgain().FindAsync("d1", Cancellation);
        (failed!.State, failed.Attempts, failed.Answer, failed.EndedAt).ShouldBe((DeliveryState.Failed, 1, "410 Gone", At(2)));
        (await Port.CommitAsync(failed with { State = DeliveryState.Waiting, NextAt = At(3), EndedAt = null }, Cancellation))
            .ShouldBeTrue();

        (await Port.TakeAsync(At(3), Minute, 9, Cancellation)).ShouldHaveSingleItem().EndedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_connection_takes_the_place_of_the_one_with_its_name()
    {
        var connections = Ports.GetRequiredService<IConnections>();
        var pager = new Connection("pager", "webhook", "url: https://example.org", At(1), "anna");
        await connections.ApplyAsync(pager with { By = "bert" }, Cancellation);
        await connections.ApplyAsync(pager, Cancellation);
        await connections.ApplyAsync(pager with { Name = "mail", Kind = "email" }, Cancellation);

        (await connections.FindAsync("pager", Cancellation)).ShouldBe(pager);
        (await connections.FindAsync("none", Cancellation)).ShouldBeNull();
        (await connections.ListAsync(Cancellation)).Select(one => one.Name).ShouldBe(["mail", "pager"]);
    }

    [Fact]
    public async Task What_waits_for_a_connection_that_is_stopped_has_failed_until_it_is_applied_again()
    {
        var connections = Ports.GetRequiredService<IConnections>();
        var pager = new Connection("pager", "webhook", "url: https://example.org", At(1), "anna");
        await connections.ApplyAsync(pager, Cancellation);
        await Port.AddAsync(Jobs.Delivery("d1", "pager", 1), Cancellation);

        (await connections.StopAsync("pager", At(0), "It was another.", Cancellation)).ShouldBeFalse();
        (await Port.FindAsync("d1", Cancellation))!.State.ShouldBe(DeliveryState.Waiting);
        (await connections.StopAsync("pager", At(1), "It said 410 Gone.", Cancellation)).ShouldBeTrue();

        (await connections.FindAsync("pager", Cancellation)).ShouldBe(pager with { Stopped = "It said 410 Gone." });
        var failed = await Port.FindAsync("d1", Cancellation);
        (failed!.State, failed.Answer, failed.NextAt).ShouldBe((DeliveryState.Failed, "It said 410 Gone.", null));
        await connections.ApplyAsync(pager with { At = At(2) }, Cancellation);
        (await connections.FindAsync("pager", Cancellation))!.Stopped.ShouldBeNull();
    }

    [Fact]
    public async Task What_waits_for_a_connection_that_is_deleted_has_failed()
    {
        var connections = Ports.GetRequiredService<IConnections>();
        await connections.ApplyAsync(new("pager", "webhook", "url: https://example.org", At(1), "anna"), Cancellation);
        await Port.AddAsync(Jobs.Delivery("d1", "pager", 1), Cancellation);
        await Port.AddAsync(Jobs.Delivery("d2", "mail", 1), Cancellation);
        var taken = await Port.TakeAsync(At(1), Minute, 9, Cancellation);

        (await connections.DeleteAsync("pager", Cancellation)).ShouldBeTrue();
        (await connections.DeleteAsync("pager", Cancellation)).ShouldBeFalse();

        var failed = await Port.FindAsync("d1", Cancellation);
        (failed!.State, failed.NextAt, failed.Answer).ShouldBe((DeliveryState.Failed, null, Delivery.NoConnection));
        failed.EndedAt.ShouldNotBeNull();
        (await Port.CommitAsync(taken.Single(one => one.Id == "d1"), Cancellation)).ShouldBeFalse();
        (await Port.FindAsync("d2", Cancellation))!.State.ShouldBe(DeliveryState.Waiting);
    }
}
