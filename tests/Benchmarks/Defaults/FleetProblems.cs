using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;
using Presage.Engine.Simulation;
using Presage.Scenarios;
using Presage.Tests.Harness.Engines;

namespace Presage.Tests.Benchmarks.Defaults;

/// <summary>Machines of the shipped scenario, split by time, and engines that run to failure, split by engine.</summary>
internal static class FleetProblems
{
    public static DefaultsProblem Simulated(int machines, int days, long seed)
    {
        var scenario = ScenarioCatalog.Read("azure-pdm");
        var histories = Enumerable.Range(1, machines).Select(machine => MachineSimulator.Simulate(scenario, seed, machine, days)).ToList();
        return ByTime(scenario, histories);
    }

    /// <summary>The real records of 20 machines and 90 days.</summary>
    public static DefaultsProblem Real(string folder) => ByTime(ScenarioCatalog.Read("azure-pdm"), [.. RealRecords.Read(folder)]);

    /// <summary>The first two thirds of the engines to learn from, the others, whole, to judge on.</summary>
    /// <param name="cutOffShare">Of the engines to learn from; nothing is known of what became of them.</param>
    public static DefaultsProblem Engines(int engines, double cutOffShare, int seed)
    {
        var (whole, first) = (new EngineFleetSettings(engines, seed), 2 * engines / 3);
        var scenario = ScenarioReader.Read(EngineFleetFiles.Scenario(whole, failureEndsLife: true), "engines");
        return new DefaultsProblem(
            FeaturePresets.Create(FeaturePresets.Default, scenario).Columns,
            Table.Of(Parts(whole with { Engines = first, CutOffShare = cutOffShare }, skip: 0), (_, _) => true),
            Table.Of(Parts(whole, skip: first), (_, _) => true));

        List<FeatureRows> Parts(EngineFleetSettings settings, int skip) =>
            [.. EngineFleet.Create(settings).Engines.Skip(skip).Select(engine => Rows(scenario, engine.ToHistory(), long.MaxValue))];
    }

    /// <summary>Two thirds of the time to learn from, the rest but for a horizon to judge on.</summary>
    private static DefaultsProblem ByTime(Scenario scenario, IReadOnlyList<MachineHistory> histories)
    {
        var parts = histories.Select(history => Rows(scenario, history, history.Times[^1])).ToList();
        var (start, end) = (histories.Min(history => history.Times[0]), histories.Max(history => history.Times[^1]));
        var trained = start + ((end - start) * 2 / 3);
        return new DefaultsProblem(
            FeaturePresets.Create(FeaturePresets.Default, scenario).Columns, Table.Of(parts, (_, time) => time <= trained),
            Table.Of(parts, (_, time) => time > trained + UnixTime.FromTimeSpan(scenario.Horizon)));
    }

    private static FeatureRows Rows(Scenario scenario, MachineHistory history, long knownUntil)
    {
        var range = new FeatureRange(history.Times[0], history.Times[^1], UnixTime.FromTimeSpan(scenario.Horizon), knownUntil);
        return FeaturePresets.Create(FeaturePresets.Default, scenario).Build(history, range);
    }
}
