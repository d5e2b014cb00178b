using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Features.Planning;

/// <summary>Finds the model that a request names, and what it needs and gives; its classifier is left unread.</summary>
public sealed class ModelFinder(ModelCatalog catalog, IModels models)
{
    /// <exception cref="PresageException">
    /// <c>unknown-model</c>, <c>unknown-version</c>, <c>no-champion</c>, <c>damaged-model</c>.
    /// </exception>
    public async Task<(ModelVersion Version, ModelHeader Header)> FindAsync(string reference, CancellationToken cancellation)
    {
        var version = await catalog.GetAsync(reference, cancellation);
        return (version, ModelHeader.FromBytes(await models.ArtifactAsync(version.Name, version.Number, cancellation)));
    }
}
