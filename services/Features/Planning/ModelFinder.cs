using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Storage;

namespace Presage.Features.Planning;

/// <summary>Finds the model that a request names.</summary>
public sealed class ModelFinder(IModels models, TrainerCatalog trainers)
{
    /// <exception cref="PresageException"><c>unknown-model</c>, <c>unknown-version</c>, <c>no-champion</c>.</exception>
    public async Task<(ModelVersion Version, Model Model)> FindAsync(string reference, CancellationToken cancellation)
    {
        var (name, number) = ModelReference.Parse(reference);
        var version = await models.FindAsync(name, number, cancellation) ?? throw await MissingAsync(name, number, cancellation);
        return (version, Model.FromBytes(await models.ArtifactAsync(name, version.Number, cancellation), trainers));
    }

    private async Task<PresageException> MissingAsync(string name, int? number, CancellationToken cancellation)
    {
        var versions = await models.ListAsync(null, cancellation);
        var names = versions.Select(version => version.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        if (!names.Contains(name))
        {
            return new PresageException(
                ErrorKind.NotFound, "unknown-model",
                $"There is no model '{name}'.",
                names.Count == 0 ? "Train one first: presage train." : $"Use one of: {string.Join(", ", names)}.");
        }

        var numbers = string.Join(", ", versions.Where(version => version.Name == name).Select(version => version.Number).Order());
        return number is null
            ? new PresageException(ErrorKind.NotFound, "no-champion", $"The model '{name}' has no champion.", $"Promote a version (presage models promote), or name one of: {numbers}.")
            : new PresageException(ErrorKind.NotFound, "unknown-version", $"The model '{name}' has no version {number}.", $"Use one of: {numbers}.");
    }
}
