using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Results;

/// <summary>Counts what is in a result set.</summary>
internal sealed class ResultSetInspector(IPredictions predictions, IAlarms alarms, IModels models)
{
    public async Task<ResultSetDetails> InspectAsync(ResultSet results, CancellationToken cancellation)
    {
        var extent = await predictions.ExtentAsync(results.Name, cancellation);
        var risk = await predictions.TopAsync(results.Name, DateTime.MaxValue, 0, cancellation);
        var all = new AlarmQuery(results.Name);
        var open = all with { State = AlarmState.Open };
        return new ResultSetDetails(
            results.Summary(), extent.Rows, extent.Machines, risk.AtRisk, extent.First, extent.Last,
            await alarms.CountAsync(all, cancellation), await alarms.CountAsync(open, cancellation),
            await ModelsOfAsync(results.Name, cancellation));
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
