using Presage.Engine.Features.Windows;

namespace Presage.Engine.Features.Reference;

/// <summary>
/// Readings grouped by the nearest grid point, half-way ones by the later: a bucket holds readings from before and after its time.
/// </summary>
internal sealed class Buckets
{
    private readonly List<int> _first = [];

    public Buckets(ReadOnlySpan<long> readings, long grid)
    {
        var times = new List<long>();
        for (var i = 0; i < readings.Length; i++)
        {
            var time = Grid.Nearest(readings[i], grid);
            if (times.Count > 0 && times[^1] == time)
                continue;
            times.Add(time);
            _first.Add(i);
        }

        _first.Add(readings.Length);
        Times = [.. times];
    }

    /// <summary>Times of the buckets that have readings, ascending.</summary>
    public long[] Times { get; }

    /// <summary>One value a bucket from one value a reading.</summary>
    public double[] Aggregate(double[] ofReadings, Func<ReadOnlySpan<double>, double> statistic)
    {
        var column = new double[Times.Length];
        for (var bucket = 0; bucket < column.Length; bucket++)
            column[bucket] = statistic(ofReadings.AsSpan(_first[bucket].._first[bucket + 1]));
        return column;
    }
}
