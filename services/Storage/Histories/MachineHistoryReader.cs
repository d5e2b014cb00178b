using System.Runtime.CompilerServices;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Histories;

/// <summary>
/// Loads what feature rows are made from. Errors and replacements come from the whole history, however short the range is.
/// </summary>
public sealed class MachineHistoryReader(ITelemetry telemetry, IEvents events)
{
    /// <returns>One a machine, in their order.</returns>
    public async IAsyncEnumerable<MachineHistory> ReadAsync(
        string dataset, Scenario scenario, IReadOnlyList<Machine> machines, HistoryRange range,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var begin = range.From - DateTime.MinValue > range.LookBack ? range.From - range.LookBack : DateTime.MinValue;
        foreach (var some in machines.Chunk(EventsOfMachines.AtOnce))
        {
            string[] ids = [.. some.Select(machine => machine.Id)];
            var errors = await OfAsync(EventKind.Error, ids, range.To);
            var replacements = await OfAsync(EventKind.Maintenance, ids, range.To);
            var failures = await OfAsync(EventKind.Failure, ids, range.FailuresUntil);
            var described = some.ToDictionary(machine => machine.Id);
            await foreach (var readings in telemetry.ReadAsync(
                dataset, ids, scenario.Sensors.Count, begin, range.To, range.AsOf, cancellation))
            {
                var id = readings.Machine;
                yield return new MachineHistory(
                    id,
                    readings.Times,
                    readings.Values,
                    EventTimes.ByCode(errors[id], scenario.Errors),
                    EventTimes.ByCode(replacements[id], scenario.Components),
                    EventTimes.ByCode(failures[id], scenario.Components),
                    AttributeValues.Of(described[id], scenario));
            }
        }

        Task<ILookup<string, EventRecord>> OfAsync(EventKind kind, string[] ids, DateTime until) =>
            events.OfMachinesAsync(dataset, kind, ids, until, range.AsOf, cancellation);
    }
}
