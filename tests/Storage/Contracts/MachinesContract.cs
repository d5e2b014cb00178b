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

        var counts = await Port.UpsertAsync(
            "plant", [new("1", reordered, At(2)), Of("2", "6") with { Known = At(2) }, Of("3", "7") with { Known = At(2) }], Cancellation);

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

    [Fact]
    public async Task An_attribute_that_is_not_named_stays_as_it_is()
    {
        await Port.UpsertAsync("plant", [Of("1", "5") with { Known = At(1) }], Cancellation);

        var counts = await Port.UpsertAsync("plant", [Said("1", At(2), ("site", "north"))], Cancellation);

        counts.ShouldBe(new(1, 0, 0));
        (await Port.ListAsync("plant", Cancellation)).ShouldHaveSingleItem().Attributes.ShouldBe(
            new Dictionary<string, string> { ["age"] = "5", ["model"] = "model1", ["site"] = "north" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Machines_are_as_they_were_known_at_a_moment()
    {
        await Port.UpsertAsync("plant", [Said("1", At(10), ("age", "5"))], Cancellation);
        var counts = await Port.UpsertAsync("plant", [Said("1", At(20), ("age", "6")), Said("2", At(20), ("age", "1"))], Cancellation);

        counts.ShouldBe(new(1, 1, 0));
        counts.Changes.ShouldBe([new("1", null, "age", "5", "6", false)]);
        (await TextAsync(At(10))).ShouldBe(["1 age=5"]);
        (await TextAsync(At(19))).ShouldBe(["1 age=5"]);
        (await TextAsync(At(20))).ShouldBe(["1 age=6", "2 age=1"]);
        (await TextAsync(DateTime.MaxValue)).ShouldBe(["1 age=6", "2 age=1"]);
        (await TextAsync(At(9))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("9", "10", "10")]
    [InlineData("10", "9", "10")]
    [InlineData("b", "10", "b")]
    [InlineData("5", "9", "9")]
    [InlineData("9", "5", "9")]
    public async Task Of_values_said_at_once_the_greater_is_kept_that_was_not_known_before(string first, string second, string kept)
    {
        await Port.UpsertAsync("plant", [Said("1", At(10), ("age", "5"))], Cancellation);

        var counts = await Port.UpsertAsync(
            "plant", [Said("1", At(20), ("age", first)), Said("1", At(20), ("age", second)) with { File = 1 }], Cancellation);

        (await TextAsync(At(20))).ShouldBe([$"1 age={kept}"]);
        (await TextAsync(At(19))).ShouldBe(["1 age=5"]);
        counts.Conflicting.ShouldBe(first == "5" || second == "5" ? 0 : 1);
    }

    [Fact]
    public async Task What_a_run_said_is_taken_back_and_what_was_known_before_holds_again()
    {
        await Port.UpsertAsync("plant", [Said("1", At(10), ("age", "5"))], Cancellation);
        await Port.UpsertAsync("plant", [Said("1", At(20), ("age", "6")), Said("2", At(20), ("age", "1"))], Cancellation);

        (await Port.RetractAsync("plant", new(Known: At(20)), At(30), Cancellation)).ShouldBe(2);

        (await TextAsync(At(30))).ShouldBe(["1 age=5"]);
        (await TextAsync(At(29))).ShouldBe(["1 age=6", "2 age=1"]);
        (await Port.RetractAsync("plant", new(Known: At(20)), At(30), Cancellation)).ShouldBe(2);
        (await Port.RetractAsync("plant", new(["1"]), At(40), Cancellation)).ShouldBe(1);
        (await Port.AreDescribedAsync("plant", Cancellation)).ShouldBeFalse();
        (await TextAsync(At(30))).ShouldBe(["1 age=5"]);
        (await Port.UpsertAsync("plant", [Said("1", At(50), ("age", "5"))], Cancellation)).ShouldBe(new(1, 0, 0));
        (await TextAsync(At(49))).ShouldBeEmpty();
        (await TextAsync(At(50))).ShouldBe(["1 age=5"]);
    }

    [Fact]
    public async Task A_file_is_forgotten_as_if_it_had_never_come()
    {
        await Port.UpsertAsync("plant", [Said("1", At(10), ("age", "5"))], Cancellation);
        await Port.UpsertAsync(
            "plant", [Said("1", At(20), ("age", "9")), Said("1", At(20), ("age", "7")) with { File = 1 }, Said("2", At(20))], Cancellation);

        await Port.ForgetAsync("plant", At(20), [0], Cancellation);

        (await TextAsync(At(30))).ShouldBe(["1 age=7"]);
        await Port.ForgetAsync("plant", At(20), [1], Cancellation);
        (await TextAsync(At(30))).ShouldBe(["1 age=5"]);
    }

    private async Task<IEnumerable<string>> TextAsync(DateTime asOf)
    {
        var machines = await Port.ListAsync("plant", asOf, Cancellation);
        return machines.Select(
            machine => $"{machine.Id} {string.Join(' ', machine.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"))}");
    }

    private static Machine Said(string id, DateTime known, params (string Name, string Value)[] attributes) =>
        new(id, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value), known);

    private static Machine Of(string id, string age) => new(id, new Dictionary<string, string> { ["age"] = age, ["model"] = "model1" });
}
