using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.DataSets;
using Presage.Storage;

namespace Presage.Application.DataSets;

/// <summary>
/// Deletes a data set with what was made of it. The data set itself goes last: whoever is interrupted finds it still there, or hidden
/// and being deleted, and completes it by giving the same deletion again.
/// </summary>
internal sealed class DataSetDeleter(
    IDataSets datasets, IPredictions predictions, IAlarms alarms, IRuns runs, IModels models, DataSetCatalog catalog)
{
    private const int PageSize = 500;

    /// <exception cref="PresageException"><c>unknown-dataset</c>, <c>dataset-in-use</c>.</exception>
    public async Task<DataSetDeletion> PlanAsync(string name, CancellationToken cancellation)
    {
        await CheckAsync(name, cancellation);
        var counts = await datasets.CountAsync(name, cancellation);
        var results = new List<DeletedResults>();
        foreach (var set in await ResultSetsAsync(name, cancellation))
        {
            var rows = (await predictions.ExtentAsync(set, cancellation)).Rows;
            results.Add(new DeletedResults(set, rows, await alarms.CountAsync(new AlarmQuery(Results: set), cancellation)));
        }

        return new DataSetDeletion(
            name, counts.Readings, counts.Events, counts.Machines, counts.QuarantinedRows, results,
            (await RunsAsync(name, cancellation)).Count, await models.TrainedOnAsync(name, cancellation));
    }

    /// <inheritdoc cref="PlanAsync"/>
    public async Task<DataSetDeletion> DeleteAsync(string name, CancellationToken cancellation)
    {
        var plan = await PlanAsync(name, cancellation);
        foreach (var set in plan.Results.Select(results => results.Results).Union(await predictions.BeingDeletedAsync(name, cancellation)))
            await predictions.DeleteAsync(set, cancellation);
        foreach (var run in (await RunsAsync(name, cancellation)).Union(await runs.BeingDeletedAsync(name, cancellation)))
            await runs.DeleteAsync(run, cancellation);

        await datasets.DeleteAsync(name, cancellation);
        return plan;
    }

    private async Task CheckAsync(string name, CancellationToken cancellation)
    {
        if (!await datasets.IsBeingDeletedAsync(name, cancellation))
            await catalog.GetAsync(name, cancellation);

        var running = await runs.ListAsync(new RunQuery(State: RunState.Running, Dataset: name), null, 1, cancellation);
        if (running is [var run])
            throw new PresageException(
                ErrorKind.Conflict, "dataset-in-use", $"The run {run.Id} works on the data set '{name}'.",
                "Wait until it has ended, or cancel it first.")
            {
                Run = run.Id,
            };
    }

    private async Task<IReadOnlyList<string>> ResultSetsAsync(string name, CancellationToken cancellation) =>
        [.. (await predictions.ListAsync(cancellation)).Where(results => results.Dataset == name).Select(results => results.Name)];

    private async Task<IReadOnlyList<string>> RunsAsync(string name, CancellationToken cancellation)
    {
        var found = new List<string>();
        RunKey? after = null;
        while (true)
        {
            var page = await runs.ListAsync(new RunQuery(Dataset: name), after, PageSize, cancellation);
            found.AddRange(page.Select(run => run.Id));
            if (page.Count < PageSize)
                return found;

            after = page[^1].Place;
        }
    }
}
