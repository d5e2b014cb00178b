using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Storage.Contracts;

public abstract class DataSetsContract<TStore> : StorageContract<TStore, IDataSets>
    where TStore : IStoreUnderTest, new()
{
    private static readonly DataSet Plant = new("plant", "azure-pdm", "name: azure-pdm\n", "abc", At(0));

    [Fact]
    public async Task A_data_set_is_found_as_it_was_created()
    {
        var created = await Port.EnsureAsync(Plant, Cancellation);

        created.ShouldBe(Plant);
        (await OpenAgain().FindAsync("plant", Cancellation)).ShouldBe(Plant);
        (await Port.FindAsync("other", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Creating_a_data_set_that_is_there_leaves_its_scenario()
    {
        await Port.EnsureAsync(Plant, Cancellation);

        var stored = await Port.EnsureAsync(Plant with { Scenario = "name: other\n", ScenarioHash = "def" }, Cancellation);

        stored.ShouldBe(Plant);
    }

    [Fact]
    public async Task A_wider_scenario_holds_from_a_moment_on()
    {
        await Port.EnsureAsync(Plant, Cancellation);
        var (wider, widest) = (new ScenarioVersion("pdm", "wider", "w", At(10)), new ScenarioVersion("pdm", "widest", "x", At(20)));

        (await Port.WidenAsync("plant", "abc", wider, Cancellation)).ShouldBe(Plant.With(wider));
        (await Port.WidenAsync("plant", "abc", widest, Cancellation)).ShouldBe(Plant.With(wider));
        (await Port.WidenAsync("plant", "w", widest, Cancellation)).ShouldBe(Plant.With(widest));

        (await OpenAgain().FindAsync("plant", Cancellation)).ShouldBe(Plant.With(widest));
        (await Port.FindAsync("plant", At(-1), Cancellation)).ShouldBe(Plant);
        (await Port.FindAsync("plant", At(9), Cancellation)).ShouldBe(Plant);
        (await Port.FindAsync("plant", At(10), Cancellation)).ShouldBe(Plant.With(wider));
        (await Port.FindAsync("plant", At(20), Cancellation)).ShouldBe(Plant.With(widest));
        (await Port.ScenariosAsync("plant", Cancellation)).ShouldBe(
            [new(Plant.ScenarioName, Plant.Scenario, Plant.ScenarioHash, Plant.CreatedAt), wider, widest]);
        (await Port.WidenAsync("other", "abc", wider, Cancellation)).ShouldBeNull();
        (await Port.ScenariosAsync("other", Cancellation)).ShouldBeEmpty();
        await Port.DeleteAsync("plant", Cancellation);
        await Port.EnsureAsync(Plant, Cancellation);
        (await Port.ScenariosAsync("plant", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Versions_of_a_scenario_follow_each_other_whatever_clocks_say()
    {
        await Port.EnsureAsync(Plant, Cancellation);
        await Port.WidenAsync("plant", "abc", new ScenarioVersion("pdm", "wider", "w", At(10)), Cancellation);

        await Port.WidenAsync("plant", "w", new ScenarioVersion("pdm", "widest", "x", At(5)), Cancellation);

        (await Port.ScenariosAsync("plant", Cancellation)).Select(version => version.ScenarioHash).ShouldBe(["abc", "w", "x"]);
        (await Port.FindAsync("plant", At(10), Cancellation))!.Scenario.ShouldBe("wider");
    }

    [Fact]
    public async Task Data_sets_are_listed_by_name()
    {
        foreach (var name in new[] { "b", "a", "c" })
            await Port.EnsureAsync(Plant with { Name = name }, Cancellation);

        (await Port.ListAsync(Cancellation)).Select(dataset => dataset.Name).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Extents_are_of_those_sources_that_have_records()
    {
        await Ports.GetRequiredService<ITelemetry>().MergeAsync(
            "plant", TimeSpan.FromDays(1), [Readings.Of("1", 0, 30), Readings.Of("2", 5, 40)], Cancellation);
        await Ports.GetRequiredService<IEvents>().AddAsync(
            "plant", EventKind.Failure, [new("1", At(7), "comp1", At(50)), new("2", At(3), "comp2", At(50))], Cancellation);

        var extents = await Port.ExtentsAsync("plant", Cancellation);

        extents.Keys.ShouldBe(["telemetry", "failures"], ignoreOrder: true);
        extents["telemetry"].ShouldBe(new(At(0), At(44), 70));
        extents["failures"].ShouldBe(new(At(3), At(7), 2));
        (await Port.ExtentsAsync("other", Cancellation)).ShouldBeEmpty();
    }
}
