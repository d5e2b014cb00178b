using BenchmarkDotNet.Attributes;
using Presage.Engine.Learning;

namespace Presage.Tests.Benchmarks;

/// <summary>Bins 14,600 values of a column of 255 bins; the baseline is a binary search.</summary>
public class BinningBenchmark
{
    private Problem _problem = null!;
    private byte[] _bins = null!;

    [GlobalSetup]
    public void Setup()
    {
        _problem = new Problem(machines: 20);
        _bins = new byte[_problem.Features.Rows];
    }

    [Benchmark(Baseline = true)]
    public void BinarySearch() => Bin("scalar");

    [Benchmark]
    public void BestKernel() => Bin(Kernels.Supported[0].Name);

    /// <summary>Sorts the values and finds cut points.</summary>
    [Benchmark]
    public BinMapper CutPoints() => BinMapper.Fit([_problem.Features.Mapper.Columns[0]], [_problem.Values[0]]);

    private void Bin(string kernels) => _problem.Features.Mapper.Bin(0, _problem.Values[0], _bins, Kernels.Choose(kernels));
}
