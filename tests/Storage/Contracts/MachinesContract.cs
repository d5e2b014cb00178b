using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Storage.Contracts;

public abstract class MachinesContract<TStore> : StorageContract<TStore, IMachines>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task Machines_are_listed_in_machine_order_with_their_attributes()
    {
        var counts = await Port.UpsertAsync("plant", [Of("pump", "1"), Of("10", "2"), Of("9", "3"), Of("-1", "4")], Cancellation);

        counts.ShouldBe(new(4, 0, 0));
        var machines = await OpenAgain().ListAsync("plant", Cancellation);
        machines.Select(machine => machine.Id).ShouldBe(["-1", "9", "10", "pump"]);
        machines.Select(machine => machine.Attributes["age"]).ShouldBe(["4", "3", "2", "1"]);
        machines.ShouldAllBe(machine => machine.Attributes.Count == 2);
    }

    [Fact]
    public async Task A_machine_is_a_duplicate_with_the_same_attributes_and_replaced_with_others()
    {
        await Port.UpsertAsync("plant", [Of("1", "5"), Of("2", "5")], Cancellation);
        var reordered = new Dictionary<string, string> { ["model"] = "model1", ["age"] = "5" };

        var counts = await Port.UpsertAsync("plant", [new("1", reordered), Of("2", "6"), Of("3", "7")], Cancellation);

        counts.ShouldBe(new(1, 1, 1));
        (await Port.ListAsync("plant", Cancellation)).Select(machine => machine.Attributes["age"]).ShouldBe(["5", "6", "7"]);
    }

    [Fact]
    public async Task Where_none_were_described_those_with_readings_or_events_are_listed()
    {
        await Ports.GetRequiredService<ITelemetry>().MergeAsync(
            "plant", TimeSpan.FromDays(1), [Readings.Of("10", 0, 30), Readings.Of("2", 0, 3)], Cancellation);
        await Ports.GetRequiredService<IEvents>().AddAsync(
            "plant", EventKind.Error, [new("2", At(1), "e", At(2)), new("3", At(1), "e", At(2))], Cancellation);

        var machines = await Port.ListAsync("plant", Cancellation);

        machines.Select(machine => machine.Id).ShouldBe(["2", "3", "10"]);
        machines.ShouldAllBe(machine => machine.Attributes.Count == 0);
        (await Port.AreDescribedAsync("plant", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_machines_were_described_others_are_unknown()
    {
        await Ports.GetRequiredService<ITelemetry>().MergeAsync("plant", TimeSpan.FromDays(1), [Readings.Of("10", 0, 30)], Cancellation);
        await Port.UpsertAsync("plant", [Of("1", "5")], Cancellation);

        (await Port.ListAsync("plant", Cancellation)).Select(machine => machine.Id).ShouldBe(["1"]);
        (await Port.AreDescribedAsync("plant", Cancellation)).ShouldBeTrue();
        (await Port.AreDescribedAsync("other", Cancellation)).ShouldBeFalse();
    }

    private static Machine Of(string id, string age) => new(id, new Dictionary<string, string> { ["age"] = age, ["model"] = "model1" });
}
