using Presage.Engine.Selection;

namespace Presage.Storage.Histories;

/// <summary>Loads what became of machines: their failures and replacements.</summary>
public sealed class MachineEventsReader(IEvents events)
{
    /// <param name="until">Later events are left out.</param>
    /// <param name="asOf">Only events known at this moment count.</param>
    public async Task<MachineEvents> ReadAsync(
        string dataset, IReadOnlyList<string> components, string machine, DateTime until, DateTime asOf, CancellationToken cancellation) =>
        (await ReadAsync(dataset, components, [machine], until, asOf, cancellation))[0];

    /// <summary>The same of many machines, in their order.</summary>
    public async Task<IReadOnlyList<MachineEvents>> ReadAsync(
        string dataset, IReadOnlyList<string> components, IReadOnlyList<string> machines, DateTime until, DateTime asOf,
        CancellationToken cancellation)
    {
        var all = new List<MachineEvents>(machines.Count);
        foreach (var some in machines.Chunk(EventsOfMachines.AtOnce))
        {
            var (failures, replacements) = (await OfAsync(EventKind.Failure, some), await OfAsync(EventKind.Maintenance, some));
            all.AddRange(some.Select(machine => new MachineEvents(
                machine, EventTimes.ByCode(failures[machine], components), EventTimes.ByCode(replacements[machine], components))));
        }

        return all;

        Task<ILookup<string, EventRecord>> OfAsync(EventKind kind, string[] some) =>
            events.OfMachinesAsync(dataset, kind, some, until, asOf, cancellation);
    }
}
