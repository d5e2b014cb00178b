using BenchmarkDotNet.Attributes;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Simulation;
using Presage.Scenarios;

namespace Presage.Tests.Benchmarks;

/// <summary>Fits four components on the features of 20 machines and a year, some 14,500 rows x 38 columns.</summary>
[MemoryDiagnoser]
public class TrainingBenchmark
{
    private const int Machines = 20;

    private LearningTask _task = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var scenario = ScenarioCatalog.Read("azure-pdm");
        var preset = FeaturePresets.Create(FeaturePresets.Default, scenario);
        var rows = FeatureRows.Concat([.. Enumerable.Range(1, Machines).Select(machine => RowsOf(machine))]);
        var features = new BinnedMatrix(BinMapper.Fit(preset.Columns, rows.Values), rows.Count);
        features.Fill(0, rows.Values);
        var labelled = Enumerable.Range(0, rows.Count).Where(row => rows.Labels[0][row] >= 0).ToArray();
        _task = new LearningTask(features, rows.Labels, labelled, []);

        FeatureRows RowsOf(int machine)
        {
            var history = MachineSimulator.Simulate(scenario, seed: 1, machine, days: 365);
            var range = new FeatureRange(history.Times[0], history.Times[^1], UnixTime.FromTimeSpan(scenario.Horizon), history.Times[^1]);
            return preset.Build(history, range);
        }
    }

    [Benchmark(Baseline = true)]
    public Fit DecisionTree() => Fit(Trainers.DecisionTree);

    [Benchmark]
    public Fit GradientBoosting() => Fit(Trainers.GradientBoosting, ("rounds", 100), ("leaves", 31), ("learning-rate", 0.1), ("column-share", 1));

    [Benchmark]
    public Fit RandomForest() => Fit(Trainers.RandomForest);

    private Fit Fit(string algorithm, params (string Name, double Value)[] parameters) =>
        Trainers.Create(algorithm).Fit(_task, parameters.ToDictionary(p => p.Name, p => p.Value), seed: 1, Threads, CancellationToken.None);
}
