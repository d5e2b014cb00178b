using Presage.Application.Runs;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Results;
using Presage.Storage;

namespace Presage.Application.Results;

/// <summary>Deletes result sets that no run works on.</summary>
internal sealed class ResultSetDeleter(ResultSetCatalog catalog, IPredictions predictions, IAlarms alarms, IRuns runs)
{
    public async Task<ResultSetDeletion> PlanAsync(string name, CancellationToken cancellation)
    {
        if (await predictions.IsBeingDeletedAsync(name, cancellation))
            return new ResultSetDeletion(name, 0, 0, Resumed: true);

        var results = await catalog.GetAsync(name, cancellation);
        if (await runs.OnResultsAsync(name, cancellation) is { Count: > 0 } working)
        {
            throw new PresageException(
                ErrorKind.Conflict, "results-in-use", $"The result set '{name}' is in use by {string.Join(", ", working)}.",
                "Wait until they have ended, or cancel them.")
            {
                Run = working[0],
            };
        }

        var extent = await predictions.ExtentAsync(results.Name, cancellation);
        return new ResultSetDeletion(name, extent.Rows, await alarms.CountAsync(new AlarmQuery(name), cancellation), Resumed: false);
    }

    public async Task<ResultSetDeletion> DeleteAsync(string name, CancellationToken cancellation)
    {
        var plan = await PlanAsync(name, cancellation);
        var gone = await predictions.DeleteAsync(name, cancellation) ?? new ResultSetCounts(0, 0, 0);
        return plan with { Rows = gone.Predictions, Alarms = gone.Alarms };
    }
}
