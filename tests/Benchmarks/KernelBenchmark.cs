using BenchmarkDotNet.Attributes;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Benchmarks;

/// <summary>The inner loops of learning on 100,000 rows, for every family of kernels that this processor has.</summary>
public class KernelBenchmark
{
    private const int Rows = 100_000;

    private readonly byte[] _bins = GC.AllocateUninitializedArray<byte>(Rows, pinned: true);
    private readonly int[] _packed = GC.AllocateUninitializedArray<int>(Rows * 8, pinned: true);
    private readonly long[] _totals = GC.AllocateUninitializedArray<long>(4 * 256 * 8, pinned: true);
    private readonly ulong[] _set = new ulong[RowSet.Words(Rows)];
    private readonly ulong[] _right = new ulong[RowSet.Words(Rows)];
    private readonly BinTest _test = new(new NodeTest(0, 100, MissingLeft: true));
    private Kernels _kernels = null!;

    [ParamsSource(nameof(Names))]
    public string Kernel { get; set; } = "";

    public static IEnumerable<string> Names => Kernels.Supported.Select(kernels => kernels.Name);

    [GlobalSetup]
    public void Setup()
    {
        _kernels = Kernels.Choose(Kernel);
        var random = new Xoshiro256(1);
        for (var row = 0; row < Rows; row++)
            _bins[row] = (byte)random.NextBelow(255);
        for (var i = 0; i < _packed.Length; i++)
            _packed[i] = random.NextBelow(1 << 18);
        RowSet.FillAll(_set, Rows);
    }

    /// <summary>Sums four columns for four components.</summary>
    [Benchmark(Baseline = true)]
    public unsafe void SumFour()
    {
        fixed (byte* bins = _bins)
        fixed (int* packed = _packed)
        fixed (long* totals = _totals)
        {
            var columns = stackalloc byte*[4] { bins, bins, bins, bins };
            _kernels.Histograms.SumFour(columns, packed, Rows, totals);
        }
    }

    /// <summary>Divides a set of rows.</summary>
    [Benchmark]
    public int Partition() => _kernels.Partition.Right(_set, _bins, _test, _right);
}
