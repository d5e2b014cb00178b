using Presage.Engine;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Application.Models;

internal static class NamedVersions
{
    /// <summary>
    /// A version that is named by its number, for what is not to be done to whichever version happens to be the champion.
    /// </summary>
    /// <exception cref="PresageException"><c>no-version</c>, <c>unknown-model</c>, <c>unknown-version</c>.</exception>
    public static Task<ModelVersion> GetVersionAsync(this ModelCatalog catalog, string reference, CancellationToken cancellation)
    {
        var (name, number) = ModelReference.Parse(reference);
        return number is not null ? catalog.GetAsync(reference, cancellation) : throw new PresageException(
            ErrorKind.Invalid, "no-version", $"'{reference}' names no version.", $"Name one, such as {name}@1.");
    }
}
