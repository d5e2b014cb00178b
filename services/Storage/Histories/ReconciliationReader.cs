using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Reconciliation;
using Presage.Engine.Scenarios;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Histories;

/// <summary>
/// Finds what does not fit together among the records of a data set; of the readings it looks at the latest of some machines only.
/// </summary>
public sealed class ReconciliationReader(ITelemetry telemetry, IMachines machines, IEvents events)
{
    private const int MostMachines = 32;
    private const int MostReadings = 1_000;

    /// <param name="asOf">Only events and machines known at this moment count.</param>
    /// <param name="columns">Inputs that are to be learnt from; null when nothing is learnt.</param>
    public async Task<IReadOnlyList<Finding>> FindAsync(
        string dataset, Scenario scenario, DateTime asOf, IReadOnlyList<FeatureColumn>? columns, CancellationToken cancellation)
    {
        var extents = await telemetry.MachinesAsync(dataset, cancellation);
        var readings = extents.ToDictionary(machine => machine.Machine, machine => machine.Readings);
        if (readings.Count == 0)
            return [];

        var described = await machines.AreDescribedAsync(dataset, cancellation)
            ? (await machines.ListAsync(dataset, asOf, cancellation)).Select(machine => machine.Id).ToList()
            : [];
        var files = scenario.RecordKinds;
        var kinds = new List<EventsAtHand>();
        if (files.Errors is not null)
            kinds.Add(new("errors", await events.CountsAsync(dataset, EventKind.Error, asOf, cancellation)));
        if (files.Maintenance is not null)
            kinds.Add(new("maintenance", await events.CountsAsync(dataset, EventKind.Maintenance, asOf, cancellation)));

        var failures = await events.ReadAsync(
            dataset, EventKind.Failure, null, DateTime.MinValue, DateTime.MaxValue, asOf, cancellation);
        kinds.Add(new(
            "failures", failures.CountBy(failure => failure.Machine).ToDictionary(count => count.Key, count => (long)count.Value)));
        var records = new RecordsAtHand(
            readings, described, kinds,
            [.. failures.Select(failure => new FailureAtHand(failure.Machine, UnixTime.FromDateTime(failure.Time), failure.Code))]);
        var samples = await SamplesAsync(dataset, scenario, extents, asOf, cancellation);
        return [.. Reconciler.Of(scenario, records, columns), .. SensorReview.Of(scenario, samples, columns is not null)];
    }

    /// <summary>Of machines that are evenly spread over all.</summary>
    private async Task<IReadOnlyList<SensorSample>> SamplesAsync(
        string dataset, Scenario scenario, IReadOnlyList<MachineExtent> extents, DateTime asOf, CancellationToken cancellation)
    {
        var count = Math.Min(extents.Count, MostMachines);
        var some = Enumerable.Range(0, count).Select(i => extents[(int)((long)i * extents.Count / count)]);
        var samples = new List<SensorSample>(count);
        foreach (var together in some.GroupBy(machine => machine.Last))
            await foreach (var batch in telemetry.ReadAsync(
                dataset, [.. together.Select(machine => machine.Machine)], scenario.Sensors.Count,
                Before(together.Key, scenario.Sampling), together.Key, asOf, cancellation))
                samples.Add(new(
                    batch.Machine, batch.Count, [.. batch.Values.Select(values => SensorFigures.Of(values.AsSpan(0, batch.Count)))]));

        return [.. samples.OrderBy(sample => sample.Machine, MachineOrder.Instance)];
    }

    private static DateTime Before(DateTime last, TimeSpan sampling) =>
        last.Ticks > sampling.Ticks * MostReadings ? last - (sampling * MostReadings) : DateTime.MinValue;
}
