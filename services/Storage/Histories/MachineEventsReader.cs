using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Engine.Selection;

namespace Presage.Storage.Histories;

/// <summary>Loads what became of machines: their failures and replacements, and when they are observed.</summary>
public sealed class MachineEventsReader(IEvents events, ObservationReader observation)
{
    /// <param name="until">Later events are left out, and later times are not observed.</param>
    /// <param name="asOf">Only records known at this moment count.</param>
    public async Task<MachineEvents> ReadAsync(
        string dataset, Scenario scenario, string machine, DateTime until, DateTime asOf, CancellationToken cancellation) =>
        (await ReadAsync(dataset, scenario, [machine], until, asOf, cancellation))[0];

    /// <summary>The same of many machines, in their order.</summary>
    public async Task<IReadOnlyList<MachineEvents>> ReadAsync(
        string dataset, Scenario scenario, IReadOnlyList<string> machines, DateTime until, DateTime asOf, CancellationToken cancellation)
    {
        var all = new List<MachineEvents>(machines.Count);
        foreach (var some in machines.Chunk(EventsOfMachines.AtOnce))
        {
            var failures = await OfAsync(EventKind.Failure, some);
            var replacements = await OfAsync(EventKind.Maintenance, some);
            var errors = await OfAsync(EventKind.Error, some);
            var observed = await observation.ReadAsync(dataset, scenario, some, failures, [replacements, errors], asOf, cancellation);
            all.AddRange(some.Select(machine => new MachineEvents(
                machine, ByComponent(failures[machine]), ByComponent(replacements[machine]),
                observed[machine].CutAt(UnixTime.FromDateTime(until)))));
        }

        return all;

        Task<ILookup<string, EventRecord>> OfAsync(EventKind kind, string[] some) =>
            events.OfMachinesAsync(dataset, kind, some, DateTime.MaxValue, asOf, cancellation);

        long[][] ByComponent(IEnumerable<EventRecord> records) =>
            EventTimes.ByCode(records.Where(record => record.Time <= until), scenario.Components);
    }
}
