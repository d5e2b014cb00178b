using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class AlarmsContract<TStore> : StorageContract<TStore, IAlarms>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task Only_alarms_that_are_not_there_yet_are_new()
    {
        var first = await Port.AddAsync([Of("10", 1), Of("9", 2)], Cancellation);
        var second = await Port.AddAsync([Of("9", 2) with { Probability = 0.1 }, Of("9", 1)], Cancellation);

        first.Select(alarm => alarm.Id).ShouldBe(["10-1", "9-2"]);
        second.Select(alarm => alarm.Id).ShouldBe(["9-1"]);
        (await Port.ReadAsync("weekly", null, Cancellation)).ShouldAllBe(alarm => alarm.Probability == 0.75);
    }

    [Fact]
    public async Task Alarms_are_read_by_machine_order_and_time()
    {
        await Port.AddAsync([Of("10", 1), Of("9", 2), Of("9", 1), Of("1", 1) with { Results = "other" }], Cancellation);

        (await OpenAgain().ReadAsync("weekly", null, Cancellation)).Select(alarm => alarm.Id).ShouldBe(["9-1", "9-2", "10-1"]);
        (await Port.ReadAsync("weekly", ["10"], Cancellation)).Select(alarm => alarm.Id).ShouldBe(["10-1"]);
    }

    [Fact]
    public async Task Alarms_of_some_machines_are_read_at_once()
    {
        await Port.AddAsync(
            [Of("10", 1), Of("9", 2), Of("9", 1), Of("8", 1), Of("9", 1) with { Id = "x", Results = "other" }], Cancellation);

        (await Port.ReadAsync("weekly", ["10", "9", "7"], Cancellation)).Select(alarm => alarm.Id).ShouldBe(["9-1", "9-2", "10-1"]);
        (await Port.ReadAsync("weekly", [], Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_alarm_is_read_as_it_was_added()
    {
        var alarm = Of("9", 2);
        await Port.AddAsync([alarm], Cancellation);

        var read = (await Port.ReadAsync("weekly", null, Cancellation)).ShouldHaveSingleItem();

        (read with { Reasons = alarm.Reasons }).ShouldBe(alarm);
        read.Reasons.ShouldBe(alarm.Reasons);
    }

    [Fact]
    public async Task Alarms_are_listed_latest_first_page_by_page()
    {
        await Port.AddAsync([Of("10", 1), Of("9", 2), Of("8", 2), Of("1", 5) with { Results = "other" }], Cancellation);

        var first = await OpenAgain().ListAsync(new(), null, 2, Cancellation);
        var second = await Port.ListAsync(new(), first[^1].Place, 2, Cancellation);

        first.Select(alarm => alarm.Id).ShouldBe(["1-5", "9-2"]);
        second.Select(alarm => alarm.Id).ShouldBe(["8-2", "10-1"]);
        (await Port.ListAsync(new(), second[^1].Place, 2, Cancellation)).ShouldBeEmpty();
        (await Port.ListAsync(new(), null, 0, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Alarms_are_asked_for_by_result_set_data_set_machine_component_and_time()
    {
        var predictions = Ports.GetRequiredService<IPredictions>();
        foreach (var (results, dataset) in new[] { ("weekly", "plant"), ("other", "mill") })
            await predictions.EnsureAsync(new(results, dataset, ["comp1"], TimeSpan.FromHours(84), At(0)), Cancellation);
        await Port.AddAsync(
            [Of("10", 1), Of("9", 2), Of("9", 3) with { Component = "comp2" }, Of("1", 2) with { Results = "other" }], Cancellation);

        (await IdsAsync(new(Results: "weekly"))).ShouldBe(["9-3", "9-2", "10-1"]);
        (await IdsAsync(new(Dataset: "mill"))).ShouldBe(["1-2"]);
        (await IdsAsync(new(Results: "weekly", Dataset: "mill"))).ShouldBeEmpty();
        (await IdsAsync(new(Dataset: "none"))).ShouldBeEmpty();
        (await IdsAsync(new(Machine: "9", Component: "comp1"))).ShouldBe(["9-2"]);
        (await IdsAsync(new(From: At(1), To: At(2)))).ShouldBe(["9-2", "1-2"]);
        (await Port.CountAsync(new(Dataset: "plant", Machine: "9"), Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task An_alarm_stands_until_its_end_is_stored_and_can_stand_again()
    {
        await Port.AddAsync([Of("9", 1), Of("9", 2), Of("10", 1)], Cancellation);

        await Port.UpdateEndsAsync([Of("9", 1) with { Ended = At(7), Probability = 0 }, Of("10", 1) with { Ended = At(8) }], Cancellation);
        await Port.UpdateEndsAsync([Of("10", 1)], Cancellation);

        var ended = await OpenAgain().FindAsync("9-1", Cancellation);
        (ended! with { Reasons = [] }).ShouldBe(Of("9", 1) with { Ended = At(7), Reasons = [] });
        (await IdsAsync(new(State: AlarmState.Open))).ShouldBe(["9-2", "10-1"]);
        (await IdsAsync(new(State: AlarmState.Ended))).ShouldBe(["9-1"]);
        (await Port.FindAsync("none", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Adding_an_alarm_again_leaves_its_end()
    {
        await Port.AddAsync([Of("9", 1)], Cancellation);
        await Port.UpdateEndsAsync([Of("9", 1) with { Ended = At(7) }], Cancellation);

        (await Port.AddAsync([Of("9", 1)], Cancellation)).ShouldBeEmpty();

        (await Port.FindAsync("9-1", Cancellation))!.Ended.ShouldBe(At(7));
    }

    private async Task<IEnumerable<string>> IdsAsync(AlarmQuery query) =>
        (await Port.ListAsync(query, null, 100, Cancellation)).Select(alarm => alarm.Id);

    private static Alarm Of(string machine, int hour) => new(
        $"{machine}-{hour}", "weekly", machine, "comp1", At(hour), 0.75, 0.5, ["volt mean of 12 h is 190", "\"quoted\" µ"], "r1");
}
