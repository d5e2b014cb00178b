using BenchmarkDotNet.Attributes;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Simulation;
using Presage.Scenarios;

namespace Presage.Tests.Benchmarks;

/// <summary>Features of one machine and year: 8,761 readings of four sensors.</summary>
[MemoryDiagnoser]
public class FeaturesBenchmark
{
    private IFeaturePreset _default = null!;
    private IFeaturePreset _reference = null!;
    private MachineHistory _history = null!;
    private FeatureRange _range;

    [GlobalSetup]
    public void Setup()
    {
        var scenario = ScenarioCatalog.Read("azure-pdm");
        _default = FeaturePresets.Create(FeaturePresets.Default, scenario);
        _reference = FeaturePresets.Create(FeaturePresets.Reference, scenario);
        _history = MachineSimulator.Simulate(scenario, seed: 1, machine: 1, days: 365);
        _range = new FeatureRange(_history.Times[0], _history.Times[^1], UnixTime.FromTimeSpan(scenario.Horizon), _history.Times[^1]);
    }

    [Benchmark(Baseline = true)]
    public FeatureRows Reference() => _reference.Build(_history, _range);

    [Benchmark]
    public FeatureRows Default() => _default.Build(_history, _range);
}
