using Presage.Contracts.Api;
using Presage.Hosting.Results;
using Presage.Hosting.Retention;
using Presage.Storage;

namespace Presage.Application.Results;

/// <summary>Counts what is in a result set.</summary>
internal sealed class ResultSetInspector(
    IPredictions predictions, IAlarms alarms, IModels models, LatestStandings standings, RetentionNotices retention)
{
    public async Task<ResultSetDetails> InspectAsync(ResultSet results, CancellationToken cancellation)
    {
        var extent = await predictions.ExtentAsync(results.Name, cancellation);
        var (machines, fleet) = await standings.ReadAsync(results, DateTime.MaxValue, cancellation);
        var all = new AlarmQuery(results.Name);
        var open = all with { State = AlarmState.Open };
        return new ResultSetDetails(
            results.Summary(), extent.Rows, extent.Machines,
            machines.Count(machine => machine.Risk.IsAtRisk && !fleet.IsStale(machine.Machine)), extent.First, extent.Last,
            await alarms.CountAsync(all, cancellation), await alarms.CountAsync(open, cancellation),
            await ModelsOfAsync(results.Name, cancellation))
        {
            Fleet = fleet.Coverage(),
            Notices = [.. FleetNotices.Of(fleet), .. await retention.OfPredictionsAsync(results.Name, DateTime.MinValue, cancellation)],
        };
    }

    private async Task<List<string>> ModelsOfAsync(string results, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var version in await models.ListAsync(null, cancellation))
        {
            if ((await predictions.ResultsOfModelAsync(version.Name, version.Number, cancellation)).Contains(results))
                found.Add($"{version.Name}@{version.Number}");
        }

        return found;
    }
}
