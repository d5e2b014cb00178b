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
        (await Port.ReadAsync("weekly", "10", Cancellation)).Select(alarm => alarm.Id).ShouldBe(["10-1"]);
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

    private static Alarm Of(string machine, int hour) => new(
        $"{machine}-{hour}", "weekly", machine, "comp1", At(hour), 0.75, 0.5, ["volt mean of 12 h is 190", "\"quoted\" µ"], "r1");
}
