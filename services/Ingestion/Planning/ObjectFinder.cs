using Presage.Engine;
using Presage.Ingestion.Records;
using Presage.Sources;

namespace Presage.Ingestion.Planning;

/// <summary>Finds the objects of a request.</summary>
internal sealed class ObjectFinder(SourceCatalog catalog)
{
    /// <summary>Each object once; of a folder, the tables in it and below it.</summary>
    /// <exception cref="PresageException">An address is of no source, or there is nothing at it.</exception>
    public async Task<SourceListing> FindAsync(IEnumerable<string?> addresses, CancellationToken cancellation)
    {
        var objects = new List<SourceObject>();
        var others = new List<PassedOver>();
        foreach (var address in addresses)
        {
            var found = await FindAsync(address ?? "", cancellation);
            objects.AddRange(found.Objects);
            others.AddRange(found.Others);
        }

        // What was named is read even where its folder was named too.
        return new(
            [.. objects.GroupBy(item => item.Address).Select(same => same.FirstOrDefault(item => item.IsNamed) ?? same.First())],
            [.. others.DistinctBy(other => (other.Path, other.Why?.Code))]);
    }

    private Task<SourceListing> FindAsync(string address, CancellationToken cancellation) =>
        catalog.Of(address).ListAsync(address, TableRecognition.IsTable, cancellation);
}
