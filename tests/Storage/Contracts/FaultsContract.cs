using System.Text;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class FaultsContract<TStore> : StorageContract<TStore, IFaults>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task A_fault_is_read_as_it_was_added()
    {
        var fault = Failed("f1", 1);

        await Port.AddAsync(fault, Cancellation);

        var read = (await OpenAgain().FindAsync("f1", Cancellation))!;
        read.ShouldBe(fault with { Body = read.Body, History = read.History });
        read.Body.ShouldBe(fault.Body);
        read.History.ShouldBe(fault.History);
        (await Port.FindAsync("f2", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task What_a_message_may_lack_may_be_missing()
    {
        var fault = Failed("f1", 1) with { Message = null, Run = null, ContentType = null, MessageId = null, Body = [] };

        await Port.AddAsync(fault, Cancellation);

        var read = (await Port.FindAsync("f1", Cancellation))!;
        (read.Message, read.Run, read.ContentType, read.MessageId, read.Body.Length).ShouldBe((null, null, null, null, 0));
    }

    [Fact]
    public async Task A_fault_that_fails_again_is_open_again_with_its_whole_history()
    {
        await Port.AddAsync(Failed("f1", 1), Cancellation);
        await Port.CloseAsync("f1", 1, FaultState.Redriven, Redriven(2), Cancellation);

        await OpenAgain().AddAsync(
            Failed("f1", 3) with { Error = new RunError(ErrorKind.Damaged, "other", "Other.", "Do.") }, Cancellation);

        var read = (await Port.FindAsync("f1", Cancellation))!;
        (read.State, read.Error.Code, read.At).ShouldBe((FaultState.Open, "other", At(3)));
        read.History.Select(entry => entry.What).ShouldBe(["failed", "redriven", "failed"]);
    }

    [Fact]
    public async Task The_same_failure_recorded_twice_is_one()
    {
        await Port.AddAsync(Failed("f1", 1), Cancellation);
        await Port.AddAsync(Failed("f1", 1), Cancellation);

        (await Port.FindAsync("f1", Cancellation))!.History.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Only_one_of_those_who_close_a_fault_at_once_does()
    {
        await Port.AddAsync(Failed("f1", 1), Cancellation);
        IFaults[] processes = [Port, OpenAgain()];

        var closed = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => Task.Run(() => processes[i % 2].CloseAsync("f1", 1, FaultState.Redriven, Redriven(2 + i), Cancellation))));

        closed.Count(won => won).ShouldBe(1);
        (await Port.FindAsync("f1", Cancellation))!.History.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_fault_that_failed_again_since_it_was_read_is_not_closed()
    {
        await Port.AddAsync(Failed("f1", 1), Cancellation);
        await Port.AddAsync(Failed("f1", 2), Cancellation);

        (await Port.CloseAsync("f1", 1, FaultState.Redriven, Redriven(3), Cancellation)).ShouldBeFalse();

        (await Port.FindAsync("f1", Cancellation))!.State.ShouldBe(FaultState.Open);
        (await Port.CloseAsync("f2", 0, FaultState.Discarded, Redriven(3), Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Faults_are_listed_by_state_code_and_queue_latest_first()
    {
        await Port.AddAsync(Failed("f1", 1), Cancellation);
        await Port.AddAsync(Failed("f2", 2) with { Queue = "training" }, Cancellation);
        await Port.AddAsync(Failed("f3", 3) with { Error = new RunError(ErrorKind.Damaged, "other", "Other.", "Do.") }, Cancellation);
        await Port.CloseAsync("f1", 1, FaultState.Discarded, Redriven(4), Cancellation);

        (await ListAsync(new FaultQuery())).ShouldBe(["f3", "f2"]);
        (await ListAsync(new FaultQuery(State: null))).ShouldBe(["f3", "f2", "f1"]);
        (await ListAsync(new FaultQuery(Queue: "training"))).ShouldBe(["f2"]);
        (await ListAsync(new FaultQuery(Code: "other"))).ShouldBe(["f3"]);
        (await ListAsync(new FaultQuery(FaultState.Discarded))).ShouldBe(["f1"]);
        (await Port.ListAsync(new FaultQuery(), null, 1, Cancellation)).ShouldHaveSingleItem().Id.ShouldBe("f3");
    }

    [Fact]
    public async Task A_page_goes_on_after_the_last_fault_of_the_page_before_also_among_those_of_one_moment()
    {
        foreach (var id in new[] { "f1", "f2", "f3" })
            await Port.AddAsync(Failed(id, 1), Cancellation);

        var first = await Port.ListAsync(new FaultQuery(), null, 2, Cancellation);
        var second = await Port.ListAsync(new FaultQuery(), first[^1].Place, 2, Cancellation);

        first.Concat(second).Select(fault => fault.Id).ShouldBe(["f3", "f2", "f1"]);
    }

    private async Task<IEnumerable<string>> ListAsync(FaultQuery query) =>
        (await Port.ListAsync(query, null, 100, Cancellation)).Select(fault => fault.Id);

    private static Fault Failed(string id, int hour) => new(
        id, "score-slice", "ScoreSlice", "run", new RunError(ErrorKind.TooLarge, "code", "Message.", "Remedy."), "at here",
        "application/json", "7",
        Encoding.UTF8.GetBytes("{}"), 2, FaultState.Open, At(hour), [new FaultEvent(At(hour), FaultEvent.Failed, "worker", "Message.")]);

    private static FaultEvent Redriven(int hour) => new(At(hour), FaultEvent.Redriven, "somebody", "");
}
