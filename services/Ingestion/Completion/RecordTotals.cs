using Presage.Contracts.Api;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;
using Presage.Ingestion.Slices;
using Presage.Storage;

namespace Presage.Ingestion.Completion;

/// <summary>What became of the rows of a record kind.</summary>
/// <param name="Refused">Number of quarantined rows by reason.</param>
/// <param name="Cells">Number of refused cells by reason.</param>
/// <param name="Conflicting">Records that contradict others of the run.</param>
/// <param name="Changes">The first values that were replaced or contradicted.</param>
internal sealed record RecordTotals(
    RecordKind Kind, int Files, long Read, long Written, long Replaced, long Duplicate, IReadOnlyDictionary<string, long> Refused,
    IReadOnlyDictionary<string, long> Cells, long Conflicting, IReadOnlyList<ValueChange> Changes, TimeSpread Times)
{
    private const int ShownReasons = 3;
    private const int MostChanges = 20;
    private const int FewestReplaced = 100;
    private const double ManyReplaced = 0.1;

    public long Quarantined => Refused.Values.Sum();

    /// <summary>The kinds that had files, in their order.</summary>
    /// <param name="nameless">Results of before the file was told.</param>
    public static IReadOnlyList<RecordTotals> Of(IReadOnlyList<FileOutcome> files, IReadOnlyList<SliceResult> nameless) =>
    [
        .. files.GroupBy(file => file.File.Kind).OrderBy(kind => kind.Key).Select(kind => Of(
            kind.Key, kind.Count(file => file.IsRead),
            [.. kind.SelectMany(file => file.Results), .. nameless.Where(slice => slice.Kind == kind.Key)])),
    ];

    public IngestedSource ToResult() => new(Kind.Name(), Files, Read, Written, Replaced, Duplicate, Quarantined, Conflicting);

    public IEnumerable<RefusedCells> RefusedCells() => Cells
        .OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal)
        .Select(reason => new RefusedCells(Kind.Name(), reason.Key, reason.Value));

    public IEnumerable<Notice> Notices()
    {
        if (Refused.Count > 0)
            yield return new Notice(
                "rows-quarantined",
                $"{Quarantined:N0} of {Read:N0} rows of {Kind.Name()} were quarantined: {Refusals.Summary(Refused, ShownReasons)}.");

        if (Cells.Count > 0)
            yield return new Notice(
                "cells-refused",
                $"{CellsRefused(Cells.Values.Sum(), Kind.Name())} missing: "
                + $"{Refusals.Summary(Cells, ShownReasons)}.");

        if (AreManyReplaced)
            yield return new Notice(
                "readings-replaced",
                $"{Replaced:N0} of {Read:N0} readings replace others: are these the same machines? If not, take this run back and ingest "
                + "the files into another data set.");

        if (Conflicting > 0)
            yield return new Notice(
                "records-conflicting",
                $"{Conflicting:N0} of {Read:N0} rows of {Kind.Name()} contradict others of this run; the greater value is kept.");
    }

    /// <summary>Corrections are few; many are another fleet with the same ids, or the same one written otherwise.</summary>
    private bool AreManyReplaced => Kind == RecordKind.Telemetry && Replaced >= FewestReplaced && Replaced >= Read * ManyReplaced;

    private static RecordTotals Of(RecordKind kind, int files, IReadOnlyList<SliceResult> slices) => new(
        kind,
        files,
        slices.Sum(slice => slice.Read),
        slices.Sum(slice => slice.Written),
        slices.Sum(slice => slice.Replaced),
        slices.Sum(slice => slice.Duplicate),
        Sum(slices.SelectMany(slice => slice.Refused)),
        Sum(slices.SelectMany(slice => slice.Columns ?? []).SelectMany(column => column.Refused)),
        slices.Sum(slice => slice.Conflicting),
        [.. slices.SelectMany(slice => slice.Changes ?? []).Take(MostChanges)],
        slices.Aggregate(default(TimeSpread), (all, slice) => all + slice.Times));

    private static Dictionary<string, long> Sum(IEnumerable<KeyValuePair<string, long>> counts) =>
        counts.GroupBy(count => count.Key, count => count.Value).ToDictionary(same => same.Key, same => same.Sum());

    private static string CellsRefused(long cells, string kind) =>
        cells == 1 ? $"1 cell of {kind} was refused and is" : $"{cells:N0} cells of {kind} were refused and are";
}
