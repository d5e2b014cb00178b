using BenchmarkDotNet.Attributes;
using Presage.Engine.Learning;

namespace Presage.Tests.Benchmarks;

/// <summary>Four components of 100 trees x 31 leaves predict rows, from one (latency) to many (throughput), on one thread.</summary>
public class PredictionBenchmark
{
    private Problem _problem = null!;
    private IClassifier _classifier = null!;
    private double[][] _probabilities = null!;
    private int[] _numbers = null!;

    [Params(1, 100, 10_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _problem = new Problem(machines: 20);
        _classifier = _problem.Fit(Trainers.GradientBoosting, threads: 2, Problem.EqualWork).Classifier;
        _probabilities = [.. Enumerable.Range(0, _classifier.Components).Select(_ => new double[Rows])];
        _numbers = [.. Enumerable.Range(0, Rows)];
    }

    [Benchmark(Baseline = true)]
    public void FromValues() => _classifier.Predict(_problem.Values, 0, Rows, _probabilities);

    [Benchmark]
    public void FromBins() => _classifier.Predict(_problem.Features, _numbers, _probabilities);
}
