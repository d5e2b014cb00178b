namespace Presage.Storage;

/// <summary>Rows that were refused, with the reason.</summary>
public interface IQuarantine
{
    /// <summary>Adds rows; the same row of the same run is kept once.</summary>
    Task AddAsync(string dataset, string run, IReadOnlyList<QuarantinedRow> rows, CancellationToken cancellation);

    /// <summary>Rows of a run in order of file and line.</summary>
    Task<IReadOnlyList<QuarantinedRow>> ReadAsync(string run, int most, CancellationToken cancellation);

    /// <summary>Number of rows of a data set by source and reason.</summary>
    Task<IReadOnlyList<QuarantineCount>> CountAsync(string dataset, CancellationToken cancellation);
}

/// <param name="Line">From 1.</param>
/// <param name="Text">The row as it was, cut at 500 characters.</param>
public sealed record QuarantinedRow(string Source, string File, long Line, string Reason, string Text);

public sealed record QuarantineCount(string Source, string Reason, long Rows);
