using Presage.Contracts.Api;
using Presage.Hosting.Results;
using Presage.Storage;

namespace Presage.Hosting.Models;

/// <summary>Which versions have made predictions, and whether on data that they were trained on.</summary>
public sealed class ModelRanges(IModels models)
{
    /// <param name="known">Lineages that were asked for before; null for a version that is gone. It is added to.</param>
    public async Task<IReadOnlyList<VersionRows>> OfAsync(
        IReadOnlyList<Prediction> rows, string dataset, Dictionary<(string Model, int Version), ModelLineage?> known,
        CancellationToken cancellation)
    {
        var found = new List<VersionRows>();
        foreach (var group in rows.GroupBy(row => (row.Model, row.Version)))
        {
            if (!known.TryGetValue(group.Key, out var lineage))
            {
                var version = await models.FindAsync(group.Key.Model, group.Key.Version, cancellation);
                known[group.Key] = lineage = version?.ReadLineage();
            }

            found.Add(VersionRows.Of(group.Key.Model, group.Key.Version, lineage, dataset, [.. group.Select(row => row.Time)]));
        }

        return found;
    }
}
