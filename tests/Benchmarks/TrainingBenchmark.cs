using BenchmarkDotNet.Attributes;
using Presage.Engine.Learning;

namespace Presage.Tests.Benchmarks;

/// <summary>Fits four components on 20 machines and a year, some 14,500 rows x 38 columns.</summary>
[MemoryDiagnoser]
public class TrainingBenchmark
{
    private Problem _problem = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup() => _problem = new Problem(machines: 20);

    [Benchmark(Baseline = true)]
    public Fit DecisionTree() => _problem.Fit(Trainers.DecisionTree, Threads);

    [Benchmark]
    public Fit GradientBoosting() => _problem.Fit(Trainers.GradientBoosting, Threads, Problem.EqualWork);

    [Benchmark]
    public Fit RandomForest() => _problem.Fit(Trainers.RandomForest, Threads);
}
