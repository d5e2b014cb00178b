namespace Presage.Storage;

/// <summary>Rows that were refused, or of which cells were, with the reason.</summary>
public interface IQuarantine
{
    /// <summary>Adds rows; the same row of the same run is kept once.</summary>
    /// <exception cref="Engine.PresageException"><c>being-deleted</c>: the data set.</exception>
    Task AddAsync(string dataset, string run, IReadOnlyList<QuarantinedRow> rows, CancellationToken cancellation);

    /// <summary>Removes rows that were taken after all; those that are not there are passed over.</summary>
    Task RemoveAsync(string dataset, IReadOnlyList<QuarantineKey> rows, CancellationToken cancellation);

    /// <summary>Changes rows that are there.</summary>
    /// <returns>Number of rows that were there.</returns>
    Task<long> ChangeAsync(string dataset, IReadOnlyList<QuarantineChange> changes, CancellationToken cancellation);

    /// <summary>Removes all rows of a file that a run refused.</summary>
    Task RemoveAsync(string run, string file, CancellationToken cancellation);

    /// <summary>Rows of a run in order of file and line.</summary>
    Task<IReadOnlyList<QuarantinedRow>> ReadAsync(string run, int most, CancellationToken cancellation);

    /// <summary>A page of the rows that fit the query, by run, file and line.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<QuarantineEntry>> PageAsync(QuarantineQuery query, QuarantineKey? after, int most, CancellationToken cancellation);

    /// <summary>Number of rows of a data set by source and reason.</summary>
    Task<IReadOnlyList<QuarantineCount>> CountAsync(string dataset, CancellationToken cancellation);
}

/// <summary>A row that was refused, or of which cells were.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Reason">Of several refused cells, each with its reason, apart by <see cref="Separator"/>.</param>
/// <param name="Text">The row as it was, cut at 64 KiB.</param>
/// <param name="IsRestStored">Whether only cells were refused, and the rest of the row was taken.</param>
public sealed record QuarantinedRow(string Source, string File, long Line, string Reason, string Text, bool IsRestStored = false)
{
    public const string Separator = "; ";
}

public sealed record QuarantineCount(string Source, string Reason, long Rows);

/// <summary>What quarantined rows of a data set are asked for; null fits all.</summary>
/// <param name="Reason">One of those of the row.</param>
public sealed record QuarantineQuery(string Dataset, string? Run = null, string? Source = null, string? Reason = null);

/// <param name="Run">The run that refused it.</param>
public sealed record QuarantineEntry(string Run, QuarantinedRow Row)
{
    public QuarantineKey Place => new(Run, Row.File, Row.Line);
}

/// <summary>Place of a quarantined row in the list of all.</summary>
public sealed record QuarantineKey(string Run, string File, long Line);

/// <summary>What a quarantined row says from now on; null leaves what it says.</summary>
public sealed record QuarantineChange(QuarantineKey Place, string? Reason = null, string? Text = null, bool? IsRestStored = null);
