using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Reporting.Statistics;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Reporting.Data;

/// <summary>Looks at the readings of some machines, one machine at a time.</summary>
public sealed class SensorReader(ITelemetry telemetry)
{
    /// <summary>Most readings of a machine that are looked at: its latest.</summary>
    public const int MostReadings = 50_000;

    private const int MostValues = 5_000;
    private const int MostGaps = 8;
    private const int BinCount = 40;

    public async Task<SampledReadings> ReadAsync(
        string dataset, Scenario scenario, IReadOnlyList<MachineExtent> machines, CancellationToken cancellation)
    {
        var samples = scenario.Sensors.Select(_ => new List<double>()).ToArray();
        var gaps = new List<Gap>();
        foreach (var machine in machines)
        {
            var from = machine.Last - (scenario.Sampling * MostReadings);
            var batch = await telemetry.ReadAsync(
                dataset, machine.Machine, scenario.Sensors.Count, from, machine.Last, DateTime.MaxValue, cancellation);
            var stride = 1 + (batch.Count / MostValues);
            for (var sensor = 0; sensor < samples.Length; sensor++)
                for (var i = 0; i < batch.Count; i += stride)
                    samples[sensor].Add(batch.Values[sensor][i]);

            gaps.AddRange(GapsOf(batch, scenario.Sampling));
        }

        return new SampledReadings(
            machines.Count == 0 ? [] : [.. scenario.Sensors.Select((sensor, i) => Summarize(sensor, samples[i]))],
            gaps.Count,
            [.. gaps.OrderByDescending(gap => gap.Hours).Take(MostGaps)]);
    }

    private static IEnumerable<Gap> GapsOf(TelemetryBatch batch, TimeSpan sampling)
    {
        var usual = 1.5 * UnixTime.FromTimeSpan(sampling);
        for (var i = 1; i < batch.Count; i++)
            if (batch.Times[i] - batch.Times[i - 1] > usual)
                yield return new Gap(batch.Machine, UnixTime.ToDateTime(batch.Times[i - 1]), UnixTime.ToDateTime(batch.Times[i]));
    }

    /// <summary>
    /// The outermost thousandths go into the outermost bins, so that one stray reading does not squeeze all others together.
    /// </summary>
    private static SensorSummary Summarize(Sensor sensor, List<double> sample)
    {
        double[] values = [.. sample.Where(value => !double.IsNaN(value)).Order()];
        if (values.Length == 0)
            return new SensorSummary(sensor, new Bins(0, 1, 1), [0], double.NaN, double.NaN, double.NaN, double.NaN, 1);

        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1));
        var bins = Bins.Rounded(Quantile.Of(values, 0.001), Quantile.Of(values, 0.999), BinCount);
        return new SensorSummary(
            sensor, bins, bins.CountOf(values), mean, deviation, values[0], values[^1], 1 - ((double)values.Length / sample.Count));
    }
}

/// <param name="Longest">Longest first.</param>
public sealed record SampledReadings(IReadOnlyList<SensorSummary> Sensors, long Gaps, IReadOnlyList<Gap> Longest);
