using Presage.Engine.Scenarios;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Reporting.Data;

/// <summary>Reads the time line of the machine with most to tell.</summary>
public sealed class TimeLineReader(ITelemetry telemetry, IEvents events)
{
    /// <summary>Readings that a wide screen can still show apart.</summary>
    private const int Readings = 840;

    public async Task<TimeLine?> ReadAsync(
        string dataset, Scenario scenario, IReadOnlyList<MachineExtent> extents, string? story, EventCounters counts,
        CancellationToken cancellation)
    {
        if (extents.Count == 0)
            return null;

        var told = extents.FirstOrDefault(extent => extent.Machine == story);
        var extent = told ?? extents.MaxBy(
            candidate => (counts.Of(EventKind.Failure, candidate.Machine) * 1_000) + counts.Of(EventKind.Error, candidate.Machine))!;
        var all = await EventsAsync(dataset, extent.Machine, cancellation);
        var (from, to) = Window(scenario, extent, all);
        var batch = await telemetry.ReadAsync(dataset, extent.Machine, scenario.Sensors.Count, from, to, DateTime.MaxValue, cancellation);
        var shown = all.Where(item => item.Time > from && item.Time <= to).ToList();
        return new TimeLine(
            extent.Machine, Why(told is not null, shown.Exists(item => item.Kind == EventKind.Failure)), from, to, scenario.Sampling,
            scenario.Sensors, batch.Times, batch.Values, shown);
    }

    private static string Why(bool isTold, bool hasFailed) => (isTold, hasFailed) switch
    {
        (true, true) => "Chosen because it was predicted to be at high risk and did fail.",
        (true, false) => "Chosen because it was predicted to be at high risk.",
        (false, true) => "Chosen because it failed most often.",
        _ => "Chosen because it reported most errors, or is the first.",
    };

    private async Task<List<TimedEvent>> EventsAsync(string dataset, string machine, CancellationToken cancellation)
    {
        var all = new List<TimedEvent>();
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            var records = await events.ReadAsync(
                dataset, kind, [machine], DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, cancellation);
            all.AddRange(records.Select(record => new TimedEvent(kind, record.Time, record.Code)));
        }

        return all;
    }

    /// <summary>
    /// The time before the latest failure that has readings, and a little after it; the latest readings when there is none.
    /// </summary>
    private static (DateTime From, DateTime To) Window(Scenario scenario, MachineExtent extent, IEnumerable<TimedEvent> all)
    {
        var span = new[] { scenario.Sampling * Readings, scenario.Horizon * 1.5 }.Max();
        var failure = all
            .Where(item => item.Kind == EventKind.Failure && item.Time > extent.First && item.Time <= extent.Last)
            .Max(item => (DateTime?)item.Time);
        var to = failure is { } time && time + (span / 6) < extent.Last ? time + (span / 6) : extent.Last;
        return (to - span < extent.First ? extent.First - scenario.Sampling : to - span, to);
    }
}
