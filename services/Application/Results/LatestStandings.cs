using Presage.Engine.Observation;
using Presage.Hosting.DataSets;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Application.Results;

/// <summary>How endangered the machines of a result set are, and how old the readings are that this rests on.</summary>
internal sealed class LatestStandings(IPredictions predictions, FreshnessReader freshness, DataSetCatalog catalog)
{
    /// <param name="at">What is later is left out.</param>
    public async Task<(IReadOnlyList<MachineStanding> Machines, FleetFreshness Fleet)> ReadAsync(
        ResultSet results, DateTime at, CancellationToken cancellation)
    {
        var machines = await predictions.StandingsAsync(results.Name, at, cancellation);
        var scenario = await catalog.FindScenarioAsync(results.Dataset, cancellation);
        var fleet = await freshness.ReadAsync(
            results.Dataset, scenario?.Observation.Gap, [.. machines.Select(machine => (machine.Machine, machine.Time))], at, cancellation);
        return (machines, fleet);
    }

    /// <summary>The same of one machine only.</summary>
    /// <param name="latest">Its latest prediction of those that count.</param>
    public async Task<FleetFreshness> ReadAsync(ResultSet results, Prediction latest, DateTime at, CancellationToken cancellation)
    {
        var last = (await predictions.ExtentAsync(results.Name, cancellation)).Last ?? latest.Time;
        var scenario = await catalog.FindScenarioAsync(results.Dataset, cancellation);
        return await freshness.ReadAsync(
            results.Dataset, scenario?.Observation.Gap, latest.Machine, latest.Time, last < at ? last : at, cancellation);
    }
}
