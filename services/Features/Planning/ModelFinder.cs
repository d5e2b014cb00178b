using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Features.Planning;

/// <summary>Finds the model that a request names.</summary>
public sealed class ModelFinder(ModelCatalog catalog, IModels models, TrainerCatalog trainers)
{
    /// <exception cref="PresageException"><c>unknown-model</c>, <c>unknown-version</c>, <c>no-champion</c>.</exception>
    public async Task<(ModelVersion Version, Model Model)> FindAsync(string reference, CancellationToken cancellation)
    {
        var version = await catalog.GetAsync(reference, cancellation);
        return (version, Model.FromBytes(await models.ArtifactAsync(version.Name, version.Number, cancellation), trainers));
    }
}
