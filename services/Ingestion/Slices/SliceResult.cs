using System.Text.Json.Serialization;
using Presage.Contracts.Api;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;
using Presage.Storage;

namespace Presage.Ingestion.Slices;

/// <summary>What became of the rows of a slice; kept with it in the ledger, where the kind of records has the name it had first.</summary>
/// <param name="Refused">Number of quarantined rows by reason.</param>
/// <param name="File">Number of the file in the plan; null in results of before it was told.</param>
/// <param name="Records">Rows whose cells were read.</param>
/// <param name="Columns">The columns in which cells are missing or were refused.</param>
/// <param name="Conflicting">Records that contradict others of the run.</param>
/// <param name="Changes">The first values that were replaced or contradicted.</param>
/// <param name="Sample">Some of the rows that were refused.</param>
/// <param name="Rows">Rows read, where they are not as many as the records in them.</param>
/// <param name="IsWithheld">Whether nothing of it was stored, since its file was over its error budget.</param>
internal sealed record SliceResult(
    [property: JsonPropertyName("source")] RecordKind Kind, long Read, long Written, long Replaced, long Duplicate,
    IReadOnlyDictionary<string, long> Refused, TimeSpread Times, int? File = null, long Records = 0,
    IReadOnlyList<ColumnCells>? Columns = null, long Conflicting = 0, IReadOnlyList<ValueChange>? Changes = null,
    IReadOnlyList<QuarantinedLine>? Sample = null, bool? IsWithheld = null, long? Rows = null)
{
    public long Quarantined => Refused.Values.Sum();

    /// <param name="rows">Rows read.</param>
    public static SliceResult Of(PlannedSlice slice, long rows, MergeCounts counts, RefusedRows refused, ITableIntake intake) => new(
        slice.File.Kind, rows - intake.RowsBesides, counts.Written, counts.Replaced, counts.Duplicate, refused.Counts, intake.Times,
        slice.Number, intake.Cells.Records, intake.Cells.Columns, counts.Conflicting, counts.Changes, refused.Sample, Rows: rows);
}
