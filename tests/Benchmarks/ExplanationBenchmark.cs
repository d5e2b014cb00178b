using BenchmarkDotNet.Attributes;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;
using Presage.Tests.Benchmarks.Comparison;

namespace Presage.Tests.Benchmarks;

/// <summary>Predicts and explains 4,096 rows of 35 columns with four boosters of 100 trees x 31 leaves.</summary>
[MemoryDiagnoser]
public class ExplanationBenchmark
{
    private const int Rows = 4_096;
    private const int Components = 4;

    private readonly int[] _rows = [.. Enumerable.Range(0, Rows)];
    private double[][] _values = null!;
    private Model _model = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Xoshiro256(1);
        FeatureColumn[] columns = [.. Enumerable.Range(0, 35).Select(c => new FeatureColumn($"c{c}", $"c{c / 6}", $"column {c}", ""))];
        _values = [.. columns.Select(_ => _rows.Select(_ => random.NextDouble()).ToArray())];
        sbyte[][] labels =
            [.. Enumerable.Range(0, Components).Select(k => Array.ConvertAll(_rows, r => (sbyte)(Score(k, r) > 1.5 ? 1 : 0)))];
        var features = new BinnedMatrix(BinMapper.Fit(columns, _values), Rows);
        features.Fill(0, _values);
        var parameters = new Dictionary<string, double> { ["rounds"] = 100, ["leaves"] = 31, ["learning-rate"] = 0.1 };
        var fit = new GradientBoosting().Fit(new LearningTask(features, labels, _rows, []), parameters, 1, 2, CancellationToken.None);
        _model = Models.Of(fit.Classifier, columns);

        double Score(int component, int row) =>
            Enumerable.Range(0, 12).Sum(c => _values[component * 7 + c][row] * (c % 3 - 0.8)) + random.NextDouble();
    }

    [Benchmark(Baseline = true)]
    public double[][] Predict() => _model.Predict(_values, Rows, Threads);

    [Benchmark]
    public IReadOnlyList<Reason>[] ExplainOneComponent() => _model.Explain(_values, _rows, component: 0, threads: Threads);

    [Benchmark]
    public IReadOnlyList<Reason>[][] ExplainAllComponents() =>
        [.. Enumerable.Range(0, Components).Select(k => _model.Explain(_values, _rows, k, threads: Threads))];
}
