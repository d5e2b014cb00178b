namespace Presage.Ingestion.Csv;

/// <summary>Where a row ends.</summary>
/// <param name="Length">Bytes of the row without its line end.</param>
/// <param name="Next">First byte of the next row.</param>
/// <param name="Lines">Lines that the row takes up; more than one when it has a line end within quotes.</param>
/// <param name="IsTerminated">False for what stands at the end of the text without a line end.</param>
internal readonly record struct RowEnd(int Length, int Next, int Lines, RowKind Kind, bool IsTerminated);

internal enum RowKind
{
    Plain,

    /// <summary>At least one field is quoted.</summary>
    Quoted,

    /// <summary>A quote is opened and not closed as it should be; the row is taken to end with its line.</summary>
    Broken,
}
