using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Models;

/// <summary>Finds the model version that a person names, and says clearly what there is instead.</summary>
public sealed class ModelCatalog(IModels models)
{
    /// <exception cref="PresageException">
    /// <c>invalid-name</c>, <c>invalid-model</c>, <c>unknown-model</c>, <c>unknown-version</c>, <c>no-champion</c>.
    /// </exception>
    public async Task<ModelVersion> GetAsync(string reference, CancellationToken cancellation)
    {
        var (name, number) = ModelReference.Parse(reference);
        return await models.FindAsync(name, number, cancellation) ?? throw await MissingAsync(name, number, cancellation);
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
                names.Count == 0 ? "Train one first." : $"Use one of: {string.Join(", ", names)}.");
        }

        var numbers = string.Join(", ", versions.Where(version => version.Name == name).Select(version => $"{name}@{version.Number}"));
        return number is null
            ? new PresageException(
                ErrorKind.NotFound, "no-champion", $"The model '{name}' has no champion: no version of it was promoted.",
                $"Name one of: {numbers}; or promote one that is good enough.")
            : new PresageException(
                ErrorKind.NotFound, "unknown-version", $"The model '{name}' has no version {number}.", $"Use one of: {numbers}.");
    }
}
