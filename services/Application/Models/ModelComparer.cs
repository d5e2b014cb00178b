using Presage.Contracts.Api;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Application.Models;

/// <summary>Puts versions side by side, each with its figures on its own test block.</summary>
internal sealed class ModelComparer(IModels models, ModelCatalog catalog)
{
    private const string TestBlock = "test";

    public async Task<ComparedModels> CompareAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var versions = await FindAsync(names, cancellation);
        return new ComparedModels([.. versions.Select(Compared)], versions.Select(JudgedOn).Distinct().Count() <= 1);
    }

    private async Task<IReadOnlyList<ModelVersion>> FindAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        if (names.Count == 0)
            return await models.ListAsync(null, cancellation);

        var found = new List<ModelVersion>();
        foreach (var name in names)
            found.Add(await catalog.GetAsync(name, cancellation));

        return [.. found.DistinctBy(version => (version.Name, version.Number))];
    }

    private static ComparedModel Compared(ModelVersion version) => new(
        version.Name, version.Number, version.IsChampion, version.Algorithm, version.Preset, version.Dataset, version.CreatedAt,
        version.Thresholds, version.ReadMetrics().GetValueOrDefault(TestBlock));

    /// <summary>What decides which rows a version was judged on.</summary>
    private static (string Dataset, DateTime From, DateTime To, double HorizonHours) JudgedOn(ModelVersion version)
    {
        var lineage = version.ReadLineage();
        return (version.Dataset, lineage.From, lineage.To, lineage.HorizonHours);
    }
}
