using Presage.Engine;
using Presage.Ingestion.Records;
using Presage.Sources;

namespace Presage.Ingestion.Planning;

/// <summary>Finds the objects of a request.</summary>
internal sealed class ObjectFinder(SourceCatalog catalog)
{
    /// <summary>Each object once; of a folder, the tables directly in it.</summary>
    /// <exception cref="PresageException">An address is of no source, or there is nothing at it.</exception>
    public async Task<IReadOnlyList<SourceObject>> FindAsync(IEnumerable<string?> addresses, CancellationToken cancellation)
    {
        var found = new List<SourceObject>();
        foreach (var address in addresses)
            found.AddRange(await FindAsync(address ?? "", cancellation));

        return [.. found.DistinctBy(item => item.Address)];
    }

    private Task<IReadOnlyList<SourceObject>> FindAsync(string address, CancellationToken cancellation) =>
        catalog.Of(address).ListAsync(address, TableRecognition.IsTable, cancellation);
}
