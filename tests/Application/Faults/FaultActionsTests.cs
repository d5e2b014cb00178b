using Presage.Application.Faults;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Faults;

public sealed class FaultActionsTests : IAsyncDisposable
{
    private readonly TestStore _store = new();

    private IFaultActions Faults => _store.Get<IFaultActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task One_is_shown_with_its_message_and_its_history()
    {
        await AddAsync("fault-1");

        var listed = (await Faults.ListAsync(new FaultFilter(), new PageRequest(), Cancellation)).Faults.ShouldHaveSingleItem();
        var shown = await Faults.ShowAsync("fault-1", Cancellation);

        (listed.State, listed.Code, listed.Failures).ShouldBe(("open", "bad-data", 1));
        (shown.Message, shown.Bytes, shown.History.Count).ShouldBe(("{}", 2, 1));
    }

    [Fact]
    public async Task A_list_goes_on_where_the_part_before_ended()
    {
        foreach (var id in new[] { "fault-1", "fault-2", "fault-3" })
            await AddAsync(id);

        var first = await Faults.ListAsync(new FaultFilter(), new PageRequest(2), Cancellation);
        var second = await Faults.ListAsync(new FaultFilter(), new PageRequest(2, first.Next), Cancellation);

        first.Faults.Concat(second.Faults).Select(fault => fault.Id).ShouldBe(["fault-3", "fault-2", "fault-1"]);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Discarding_closes_the_open_ones_that_fit()
    {
        await AddAsync("fault-1", queue: "score-slice");
        await AddAsync("fault-2", queue: "run-trial");

        var outcome = await Faults.DiscardAsync(new FaultSelection([], Queue: "score-slice"), "somebody", Cancellation);

        outcome.Done.ShouldBe(["fault-1"]);
        (await Faults.ListAsync(new FaultFilter(), new PageRequest(), Cancellation)).Faults.Select(fault => fault.Id).ShouldBe(["fault-2"]);
        (await Faults.ListAsync(new FaultFilter(Closed: true), new PageRequest(), Cancellation)).Faults.Count.ShouldBe(2);
        (await Faults.ShowAsync("fault-1", Cancellation)).History[^1].Worker.ShouldBe("somebody");
    }

    [Fact]
    public async Task One_that_was_closed_before_is_told_apart()
    {
        await AddAsync("fault-1");
        await Faults.DiscardAsync(new FaultSelection(["fault-1"]), "somebody", Cancellation);

        var again = await Faults.DiscardAsync(new FaultSelection(["fault-1"]), "somebody", Cancellation);

        (again.Done.Count, again.ClosedBefore.Count).ShouldBe((0, 1));
    }

    [Fact]
    public async Task One_that_there_is_not_is_not_found()
    {
        var error = await Should.ThrowAsync<PresageException>(() => Faults.ShowAsync("nothing", Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.NotFound, "unknown-fault"));
    }

    private Task AddAsync(string id, string queue = "score-slice") => _store.Get<IFaults>().AddAsync(
        new Fault(
            id, queue, "ScoreSlice", "score-1", new RunError(ErrorKind.Invalid, "bad-data", "It is bad.", "Mend it."), "stack", null, null,
            "{}"u8.ToArray(), 2, FaultState.Open, TestStore.Now,
            [new FaultEvent(TestStore.Now, FaultEvent.Failed, "worker", "It is bad.")]),
        Cancellation);
}
