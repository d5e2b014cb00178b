using Presage.Contracts.Api;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;
using Presage.Ingestion.Slices;

namespace Presage.Ingestion.Completion;

/// <summary>What became of the rows of a record kind.</summary>
/// <param name="Refused">Number of quarantined rows by reason.</param>
internal sealed record RecordTotals(
    RecordKind Kind, int Files, long Read, long Written, long Replaced, long Duplicate, IReadOnlyDictionary<string, long> Refused,
    TimeSpread Times)
{
    private const int ShownReasons = 3;

    public long Quarantined => Refused.Values.Sum();

    /// <summary>The kinds that had files, in their order.</summary>
    public static IReadOnlyList<RecordTotals> Of(IngestPlan plan, IReadOnlyList<SliceResult> slices) =>
        [.. plan.Files.CountBy(file => file.Kind).OrderBy(files => files.Key)
            .Select(files => Of(files.Key, files.Value, [.. slices.Where(slice => slice.Kind == files.Key)]))];

    public IngestedSource ToResult() => new(Kind.Name(), Files, Read, Written, Replaced, Duplicate, Quarantined);

    public IEnumerable<Notice> Notices()
    {
        if (Refused.Count > 0)
            yield return new Notice(
                "rows-quarantined",
                $"{Quarantined:N0} of {Read:N0} rows of {Kind.Name()} were quarantined: {Refusals.Summary(Refused, ShownReasons)}.");
    }

    private static RecordTotals Of(RecordKind kind, int files, IReadOnlyList<SliceResult> slices) => new(
        kind,
        files,
        slices.Sum(slice => slice.Read),
        slices.Sum(slice => slice.Written),
        slices.Sum(slice => slice.Replaced),
        slices.Sum(slice => slice.Duplicate),
        slices.SelectMany(slice => slice.Refused)
            .GroupBy(reason => reason.Key, reason => reason.Value)
            .ToDictionary(counts => counts.Key, counts => counts.Sum()),
        slices.Aggregate(default(TimeSpread), (all, slice) => all + slice.Times));
}
