using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Results;

/// <summary>Finds the result set that a person names, and says clearly what there is instead.</summary>
public sealed class ResultSetCatalog(IPredictions predictions)
{
    /// <exception cref="PresageException"><c>unknown-results</c>.</exception>
    public async Task<ResultSet> GetAsync(string name, CancellationToken cancellation) =>
        await predictions.FindAsync(name, cancellation) ?? throw await UnknownAsync(name, cancellation);

    private async Task<PresageException> UnknownAsync(string name, CancellationToken cancellation)
    {
        var names = (await predictions.ListAsync(cancellation)).Select(results => results.Name).ToList();
        return new PresageException(
            ErrorKind.NotFound, "unknown-results",
            $"There is no result set '{name}'.",
            names.Count == 0 ? "Score a data set first." : $"Use one of: {string.Join(", ", names)}.");
    }
}
