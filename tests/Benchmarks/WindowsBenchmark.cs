using BenchmarkDotNet.Attributes;
using Presage.Engine;
using Presage.Engine.Features.Windows;
using Presage.Engine.Random;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Benchmarks;

/// <summary>
/// Mean and deviation of 36-hour windows every 12 hours over a year of hourly readings; the baseline is the plainest loop.
/// </summary>
public class WindowsBenchmark
{
    private const int Readings = 8_760;
    private const int Hours = 36;

    private static readonly Aggregate[] s_aggregates = [Aggregate.Mean, Aggregate.Std];

    private readonly long[] _times = [.. Enumerable.Range(0, Readings).Select(hour => hour * UnixTime.Hour)];
    private readonly double[] _values = new double[Readings];
    private double[][] _columns = null!;
    private long[] _points = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Xoshiro256(1);
        for (var i = 0; i < Readings; i++)
            _values[i] = random.NextDouble();
        _points = [.. Enumerable.Range(4, Readings / 12 - 4).Select(point => point * 12 * UnixTime.Hour)];
        _columns = [new double[_points.Length], new double[_points.Length]];
    }

    [Benchmark(Baseline = true)]
    public void Plain()
    {
        for (var row = 0; row < _points.Length; row++)
        {
            var end = (int)(_points[row] / UnixTime.Hour) + 1;
            double sum = 0, squares = 0;
            for (var i = end - Hours; i < end; i++)
                sum += _values[i];
            var mean = sum / Hours;
            for (var i = end - Hours; i < end; i++)
                squares += (_values[i] - mean) * (_values[i] - mean);
            (_columns[0][row], _columns[1][row]) = (mean, Math.Sqrt(squares / (Hours - 1)));
        }
    }

    [Benchmark]
    public void Statistics()
    {
        var bounds = WindowBounds.InTime(_times, _points, Hours * UnixTime.Hour);
        WindowStatistics.Fill(new SensorSeries(_times, _values), bounds, s_aggregates, _columns);
    }
}
