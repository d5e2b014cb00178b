using Presage.Reporting.Statistics;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Reporting.Data;

/// <summary>Collects what the section on raw data shows: counts of everything, readings of a sample of machines.</summary>
public sealed class RawDataReader(
    IDataSets datasets, IMachines machines, ITelemetry telemetry, IQuarantine quarantine, EventCountsReader counts, SensorReader sensors,
    TimeLineReader timeLines)
{
    private const int MostMachines = 40;

    /// <param name="story">Machine whose time line is to be shown; null takes the one that failed most.</param>
    public async Task<RawData> ReadAsync(ReportSubject subject, string? story, CancellationToken cancellation)
    {
        var (dataset, scenario) = (subject.DataSet.Name, subject.Scenario);
        var extents = await telemetry.MachinesAsync(dataset, cancellation);
        var described = await machines.ListAsync(dataset, cancellation);
        var events = await counts.ReadAsync(dataset, scenario, cancellation);
        var sampled = await sensors.ReadAsync(dataset, scenario, EvenSample.Of(extents, MostMachines), cancellation);
        return new RawData(
            await datasets.ExtentsAsync(dataset, cancellation),
            Math.Max(described.Count, extents.Count),
            Math.Min(extents.Count, MostMachines),
            sampled.Sensors,
            await timeLines.ReadAsync(dataset, scenario, extents, story, events, cancellation),
            events.Totals,
            AttributeSummaries.Of(scenario, described, extents, events),
            new TelemetryGaps(
                extents.Sum(extent => extent.Readings), extents.Sum(extent => Expected(extent, scenario.Sampling)), scenario.Sampling,
                sampled.Gaps, sampled.Longest),
            await quarantine.CountAsync(dataset, cancellation));
    }

    private static long Expected(MachineExtent extent, TimeSpan sampling) =>
        Math.Max(extent.Readings, ((extent.Last - extent.First).Ticks / sampling.Ticks) + 1);
}
