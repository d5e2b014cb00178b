using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Reconciliation;
using Presage.Engine.Scenarios;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Histories;

/// <summary>Finds what does not fit together among the records of a data set, without reading any reading.</summary>
public sealed class ReconciliationReader(ITelemetry telemetry, IMachines machines, IEvents events)
{
    /// <param name="asOf">Only events and machines known at this moment count.</param>
    /// <param name="columns">Inputs that are to be learnt from; null when nothing is learnt.</param>
    public async Task<IReadOnlyList<Finding>> FindAsync(
        string dataset, Scenario scenario, DateTime asOf, IReadOnlyList<FeatureColumn>? columns, CancellationToken cancellation)
    {
        var readings = (await telemetry.MachinesAsync(dataset, cancellation))
            .ToDictionary(machine => machine.Machine, machine => machine.Readings);
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
        return Reconciler.Of(
            scenario,
            new RecordsAtHand(
                readings, described, kinds,
                [.. failures.Select(failure => new FailureAtHand(failure.Machine, UnixTime.FromDateTime(failure.Time), failure.Code))]),
            columns);
    }
}
