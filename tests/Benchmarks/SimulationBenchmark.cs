using BenchmarkDotNet.Attributes;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;
using Presage.Engine.Simulation;
using Presage.Scenarios;

namespace Presage.Tests.Benchmarks;

/// <summary>One simulated machine: readings of four sensors, errors, replacements, failures.</summary>
[MemoryDiagnoser]
public class SimulationBenchmark
{
    private readonly Scenario _scenario = ScenarioCatalog.Read("azure-pdm");

    [Benchmark(Baseline = true)]
    public MachineHistory Month() => MachineSimulator.Simulate(_scenario, seed: 1, machine: 1, days: 30);

    [Benchmark]
    public MachineHistory Year() => MachineSimulator.Simulate(_scenario, seed: 1, machine: 1, days: 365);
}
