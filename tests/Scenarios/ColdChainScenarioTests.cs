using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

/// <summary>A scenario that shares nothing with the built-in one but the program.</summary>
public sealed class ColdChainScenarioTests
{
    private readonly Scenario _scenario = ScenarioCatalog.Read(RepositoryRoot.Find("examples/cold-chain/scenario.yaml")!);

    [Fact]
    public void A_scenario_is_read_from_a_file()
    {
        _scenario.Name.ShouldBe("cold-chain");
        _scenario.Sampling.ShouldBe(TimeSpan.FromMinutes(10));
        _scenario.Components.ShouldBe(["compressor", "evaporator-fan"]);
        _scenario.Features.Aggregates.ShouldBe([Aggregate.Mean, Aggregate.Max, Aggregate.Slope, Aggregate.Last]);
        _scenario.Features.LongestWindow.ShouldBe(TimeSpan.FromDays(3));
    }

    [Fact]
    public void Errors_attributes_machines_and_simulation_can_be_left_out()
    {
        _scenario.RecordKinds.Prefixes.ShouldBeEmpty();
        _scenario.RecordKinds.Errors.ShouldBeNull();
        _scenario.RecordKinds.Machines.ShouldBeNull();
        _scenario.Errors.ShouldBeEmpty();
        _scenario.Attributes.ShouldBeEmpty();
        _scenario.Simulation.ShouldBeNull();
    }

    [Fact]
    public void Its_readings_are_within_the_valid_ranges()
    {
        var readings = File.ReadLines(
            RepositoryRoot.Find("examples/cold-chain/readings.csv")!).Skip(1).Select(line => line.Split(',')).ToList();

        readings.Count.ShouldBeGreaterThan(1_000);
        foreach (var row in readings)
            for (var sensor = 0; sensor < 3; sensor++)
                if (row[2 + sensor] != "")
                    double.Parse(row[2 + sensor]).ShouldBeInRange(_scenario.Sensors[sensor].Minimum, _scenario.Sensors[sensor].Maximum);
    }
}
