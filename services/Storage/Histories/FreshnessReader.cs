using Presage.Engine.Observation;

namespace Presage.Storage.Histories;

/// <summary>Finds out how old the readings of latest predictions are.</summary>
public sealed class FreshnessReader(ITelemetry telemetry, IMachines machines)
{
    private static readonly Dictionary<string, DateTime> NoReadings = [];

    /// <param name="gap">The scenario's; null when the data set is gone, so that nothing can be said.</param>
    /// <param name="predicted">Each machine of a result set with the time of its latest prediction.</param>
    /// <param name="at">What began later is left out.</param>
    public async Task<FleetFreshness> ReadAsync(
        string dataset, TimeSpan? gap, IReadOnlyList<(string Machine, DateTime Time)> predicted, DateTime at,
        CancellationToken cancellation)
    {
        if (gap is not { } longest)
            return FleetFreshness.Of(predicted, NoReadings, [], TimeSpan.MaxValue);

        var readings = await ReadingsAsync(dataset, at, cancellation);
        var described = await machines.ListAsync(dataset, cancellation);
        return FleetFreshness.Of(predicted, readings, [.. described.Select(machine => machine.Id)], longest);
    }

    /// <summary>The same of one machine, without a look at what is predicted of the others.</summary>
    /// <param name="time">Of its latest prediction.</param>
    /// <param name="until">Time of the latest prediction of any machine.</param>
    public async Task<FleetFreshness> ReadAsync(
        string dataset, TimeSpan? gap, string machine, DateTime time, DateTime until, CancellationToken cancellation) =>
        FleetFreshness.Of(
            [(machine, time)], gap is null ? NoReadings : await ReadingsAsync(dataset, until, cancellation), [], gap ?? TimeSpan.MaxValue,
            until);

    private async Task<Dictionary<string, DateTime>> ReadingsAsync(string dataset, DateTime at, CancellationToken cancellation) =>
        (await telemetry.MachinesAsync(dataset, cancellation)).Where(extent => extent.First <= at)
            .ToDictionary(extent => extent.Machine, extent => extent.Last);
}
