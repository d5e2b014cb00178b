using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.DataSets;
using Presage.Hosting.Results;
using Presage.Hosting.Stores;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Monitoring;

/// <summary>Resolves a request to evaluate.</summary>
public sealed class EvaluationPlanner(
    IPredictions predictions, ResultSetCatalog sets, DataSetCatalog catalog, KnownRecords records,
    MonitoringOptions options, StoreTime time)
{
    /// <param name="results">Null when the result set that the request names does not exist.</param>
    /// <exception cref="PresageException"><c>unknown-results</c>, <c>no-predictions</c>, <c>invalid-threshold</c>.</exception>
    public async Task<EvaluationPlan> PlanAsync(StartEvaluation request, ResultSet? results, CancellationToken cancellation)
    {
        results ??= await sets.GetAsync(request.Results, cancellation);
        if (request.Threshold is not (null or (>= 0 and <= 1)))
        {
            throw new PresageException(
                ErrorKind.Invalid, "invalid-threshold",
                FormattableString.Invariant($"The threshold {request.Threshold} is not a probability."),
                "Give a number from 0 to 1.");
        }

        var machines = await predictions.MachinesAsync(results.Name, cancellation);
        if (machines.Count == 0)
            throw new PresageException(
                ErrorKind.NotFound, "no-predictions", $"The result set '{results.Name}' is empty.", "Score into it first.");

        var (_, scenario) = await catalog.GetAsync(results.Dataset, cancellation);
        var now = await time.NowAsync(cancellation);
        var latestReading = await records.LatestReadingAsync(results.Dataset, scenario.Sensors.Count, now, cancellation);
        var until = await records.LatestAsync(results.Dataset, latestReading ?? DateTime.UnixEpoch, now, cancellation);
        return new EvaluationPlan(results.Name, results.Dataset, request.Threshold, now, until, machines, options.MachinesPerSlice);
    }
}
