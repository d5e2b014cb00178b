using Presage.Engine;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Histories;

/// <summary>
/// Finds out when machines are observed, from the times of all their records that were known at a moment. Readings, errors, replacements
/// and failures of any code are records alike.
/// </summary>
public sealed class ObservationReader(ITelemetry telemetry, IMachines machines)
{
    /// <param name="ids">Few enough for their records to be read at once.</param>
    /// <param name="failures">From the beginning to the end of what is known, as are the others.</param>
    /// <returns>By machine.</returns>
    internal async Task<Dictionary<string, ObservedPeriods>> ReadAsync(
        string dataset, Scenario scenario, string[] ids, ILookup<string, EventRecord> failures,
        IReadOnlyList<ILookup<string, EventRecord>> others, DateTime asOf, CancellationToken cancellation)
    {
        var settings = scenario.Observation;
        var described = await DescribedAsync(dataset, settings, ids, asOf, cancellation);
        var gap = UnixTime.FromTimeSpan(settings.Gap);
        var observed = new Dictionary<string, ObservedPeriods>();
        await foreach (var (id, stretches) in telemetry.StretchesAsync(dataset, ids, settings.Gap, asOf, cancellation))
        {
            var machine = described.GetValueOrDefault(id);
            var records = new MachineRecords(
                stretches,
                [.. others.Prepend(failures).SelectMany(events => TimesOf(events[id]))],
                [.. TimesOf(failures[id])],
                DateOf(machine, settings.CommissionedColumn),
                DateOf(machine, settings.RetiredColumn));
            observed[id] = ObservationPeriods.Of(records, gap, settings.FailureEndsLife);
        }

        return observed;
    }

    private async Task<Dictionary<string, Machine>> DescribedAsync(
        string dataset, ObservationSettings settings, string[] ids, DateTime asOf, CancellationToken cancellation)
    {
        if (settings.DateColumns.Count == 0)
            return [];

        var wanted = ids.ToHashSet();
        return (await machines.ListAsync(dataset, asOf, cancellation)).Where(machine => wanted.Contains(machine.Id))
            .ToDictionary(machine => machine.Id);
    }

    private static long? DateOf(Machine? machine, string? column) =>
        machine is not null && MachineDate.Of(machine, column) is { } date ? UnixTime.FromDateTime(date) : null;

    private static IEnumerable<long> TimesOf(IEnumerable<EventRecord> events) =>
        events.Select(record => UnixTime.FromDateTime(record.Time));
}
