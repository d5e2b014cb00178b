using Presage.Ingestion.Planning;
using Presage.Storage;

namespace Presage.Ingestion.Loading;

/// <summary>What became of the rows of a slice.</summary>
/// <param name="Refused">Number of quarantined rows by reason.</param>
internal sealed record SliceResult(
    Source Source, long Read, long Written, long Replaced, long Duplicate, IReadOnlyDictionary<string, long> Refused, TimeSpread Times)
{
    public long Quarantined => Refused.Values.Sum();

    public static SliceResult Of(Source source, long read, MergeCounts counts, IReadOnlyDictionary<string, long> refused, TimeSpread times) =>
        new(source, read, counts.Written, counts.Replaced, counts.Duplicate, refused, times);
}
