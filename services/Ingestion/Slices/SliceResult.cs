using System.Text.Json.Serialization;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Records;
using Presage.Storage;

namespace Presage.Ingestion.Slices;

/// <summary>What became of the rows of a slice; kept with it in the ledger, where the kind of records has the name it had first.</summary>
/// <param name="Refused">Number of quarantined rows by reason.</param>
internal sealed record SliceResult(
    [property: JsonPropertyName("source")] RecordKind Kind, long Read, long Written, long Replaced, long Duplicate,
    IReadOnlyDictionary<string, long> Refused, TimeSpread Times)
{
    public long Quarantined => Refused.Values.Sum();

    public static SliceResult Of(
        RecordKind kind, long read, MergeCounts counts, IReadOnlyDictionary<string, long> refused, TimeSpread times) =>
        new(kind, read, counts.Written, counts.Replaced, counts.Duplicate, refused, times);
}
