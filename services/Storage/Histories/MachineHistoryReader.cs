using System.Runtime.CompilerServices;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Histories;

/// <summary>
/// Loads what feature rows are made from. Events come from the whole history, however short the range is: what is later than a row is not
/// looked at for its values, and says when the machine is observed.
/// </summary>
public sealed class MachineHistoryReader(ITelemetry telemetry, IEvents events, ObservationReader observation)
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
            var errors = await OfAsync(EventKind.Error, ids);
            var replacements = await OfAsync(EventKind.Maintenance, ids);
            var failures = await OfAsync(EventKind.Failure, ids);
            var observed = await observation.ReadAsync(
                dataset, scenario, ids, failures, [errors, replacements], range.AsOf, cancellation);
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
                    AttributeValues.Of(described[id], scenario),
                    observed[id]);
            }
        }

        Task<ILookup<string, EventRecord>> OfAsync(EventKind kind, string[] ids) =>
            events.OfMachinesAsync(dataset, kind, ids, DateTime.MaxValue, range.AsOf, cancellation);
    }
}
