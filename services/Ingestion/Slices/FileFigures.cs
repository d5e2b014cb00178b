using Presage.Contracts.Api;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Slices;

/// <summary>How much of a file could be read.</summary>
/// <param name="Read">Rows.</param>
/// <param name="Unreadable">Rows that could not be read.</param>
/// <param name="Taken">Rows that were not refused.</param>
/// <param name="Records">Rows whose cells were read.</param>
/// <param name="Columns">What became of the cells of the columns.</param>
/// <param name="Sample">Some of the rows that were refused.</param>
internal sealed record FileFigures(
    long Read, long Unreadable, long Taken, long Records, IReadOnlyList<ColumnCells> Columns, IReadOnlyList<QuarantinedLine> Sample)
{
    public static FileFigures Of(IReadOnlyCollection<SliceResult> slices) => new(
        slices.Sum(RowsOf),
        slices.SelectMany(slice => slice.Refused).Where(reason => Refusals.IsUnreadable(reason.Key)).Sum(reason => reason.Value),
        slices.Sum(slice => RowsOf(slice) - slice.Quarantined),
        slices.Sum(slice => slice.Records),
        [.. slices.SelectMany(slice => slice.Columns ?? []).GroupBy(column => column.Column).Select(Joined)],
        [.. slices.SelectMany(slice => slice.Sample ?? [])]);

    private static long RowsOf(SliceResult slice) => slice.Rows ?? slice.Read;

    private static ColumnCells Joined(IGrouping<string, ColumnCells> parts) => new(
        parts.Key,
        parts.Sum(part => part.Missing),
        parts.SelectMany(part => part.Refused).GroupBy(reason => reason.Key, reason => reason.Value)
            .ToDictionary(counts => counts.Key, counts => counts.Sum()));
}
