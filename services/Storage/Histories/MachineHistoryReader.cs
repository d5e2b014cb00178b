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
    public async Task<MachineHistory> ReadAsync(
        string dataset, Scenario scenario, Machine machine, HistoryRange range, CancellationToken cancellation)
    {
        var begin = range.From - DateTime.MinValue > range.LookBack ? range.From - range.LookBack : DateTime.MinValue;
        var readings = await telemetry.ReadAsync(dataset, machine.Id, scenario.Sensors.Count, begin, range.To, range.AsOf, cancellation);
        return new MachineHistory(
            machine.Id,
            readings.Times,
            readings.Values,
            await TimesAsync(EventKind.Error, scenario.Errors, range.To),
            await TimesAsync(EventKind.Maintenance, scenario.Components, range.To),
            await TimesAsync(EventKind.Failure, scenario.Components, range.FailuresUntil),
            AttributeValues.Of(machine, scenario));

        async Task<long[][]> TimesAsync(EventKind kind, IReadOnlyList<string> codes, DateTime until) =>
            EventTimes.ByCode(await events.ReadAsync(dataset, kind, machine.Id, DateTime.MinValue, until, range.AsOf, cancellation), codes);
    }
}
