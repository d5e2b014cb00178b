using Presage.Engine.Selection;

namespace Presage.Storage.Histories;

/// <summary>Loads what became of a machine: its failures and replacements.</summary>
public sealed class MachineEventsReader(IEvents events)
{
    /// <param name="until">Later events are left out.</param>
    /// <param name="asOf">Only events known at this moment count.</param>
    public async Task<MachineEvents> ReadAsync(
        string dataset, IReadOnlyList<string> components, string machine, DateTime until, DateTime asOf, CancellationToken cancellation)
    {
        return new MachineEvents(machine, await TimesAsync(EventKind.Failure), await TimesAsync(EventKind.Maintenance));

        async Task<long[][]> TimesAsync(EventKind kind) =>
            EventTimes.ByCode(await events.ReadAsync(dataset, kind, machine, DateTime.MinValue, until, asOf, cancellation), components);
    }
}
