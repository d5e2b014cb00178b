using Presage.Application.Paging;
using Presage.Application.Quarantine;
using Presage.Application.Runs;
using Presage.Contracts.Api;
using Presage.Hosting.DataSets;
using Presage.Storage;

namespace Presage.Application.DataSets;

internal sealed class DataSetActions(
    IDataSets datasets, IQuarantine quarantine, IModels models, IPredictions predictions, IRuns runs, DataSetCatalog catalog,
    DataSetDeleter deleter, DataSetWidener widener) : IDataSetActions
{
    private const int LatestRuns = 10;

    public async Task<DataSetList> ListAsync(PageRequest page, CancellationToken cancellation)
    {
        // By name, and few: a store has as many data sets as somebody has named.
        var after = Cursor.Read<DataSetKey>(page.After)?.Name;
        var size = Page.SizeOf(page.Most);
        var all = await datasets.ListAsync(cancellation);
        var found = all.Where(dataset => after is null || string.CompareOrdinal(dataset.Name, after) > 0).Take(size + 1).ToList();
        var (items, next) = Page.Of(found, size, dataset => new DataSetKey(dataset.Name));
        var summaries = new List<DataSetSummary>();
        foreach (var dataset in items)
            summaries.Add(await SummaryAsync(dataset, cancellation));

        return new DataSetList(summaries, next);
    }

    public async Task<DataSetDetails> ShowAsync(string name, CancellationToken cancellation)
    {
        var (dataset, _) = await catalog.GetAsync(name, cancellation);
        var latest = await runs.ListAsync(new RunQuery(Dataset: name), null, LatestRuns, cancellation);
        return new DataSetDetails(
            await SummaryAsync(dataset, cancellation), dataset.ScenarioHash, (await datasets.CountAsync(name, cancellation)).Machines,
            await quarantine.CountsAsync(name, cancellation), await models.TrainedOnAsync(name, cancellation),
            [.. (await predictions.ListAsync(cancellation)).Where(results => results.Dataset == name).Select(results => results.Name)],
            [.. latest.Select(RunDocuments.Summary)])
        {
            Scenarios =
            [
                .. (await datasets.ScenariosAsync(name, cancellation))
                    .Select(version => new DataSetScenario(version.ScenarioName, version.ScenarioHash, version.Known)),
            ],
        };
    }

    public Task<DataSetWidening> PlanWideningAsync(string name, string scenario, CancellationToken cancellation) =>
        widener.PlanAsync(name, scenario, cancellation);

    public Task<DataSetWidening> WidenAsync(string name, string scenario, CancellationToken cancellation) =>
        widener.WidenAsync(name, scenario, cancellation);

    public Task<DataSetDeletion> PlanDeletionAsync(string name, CancellationToken cancellation) => deleter.PlanAsync(name, cancellation);

    public Task<DataSetDeletion> DeleteAsync(string name, CancellationToken cancellation) => deleter.DeleteAsync(name, cancellation);

    private async Task<DataSetSummary> SummaryAsync(DataSet dataset, CancellationToken cancellation) => new(
        dataset.Name, dataset.ScenarioName, dataset.CreatedAt,
        (await datasets.ExtentsAsync(dataset.Name, cancellation))
            .ToDictionary(pair => pair.Key, pair => new RecordExtent(pair.Value.Records, pair.Value.First, pair.Value.Last)));

    private sealed record DataSetKey(string Name);
}
