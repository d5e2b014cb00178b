namespace Presage.Contracts.Api;

/// <summary>What refused rows are asked for; null fits all.</summary>
/// <param name="RecordKind">telemetry, errors, maintenance, failures or machines.</param>
public sealed record QuarantineFilter(string Dataset, string? Run = null, string? RecordKind = null, string? Reason = null);

/// <summary>Rows of a data set that were refused.</summary>
/// <param name="Counts">Of the whole data set, whatever was asked for.</param>
/// <param name="Rows">A part of the rows that fit, by run, file and line.</param>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record QuarantineList(
    string Dataset, IReadOnlyList<QuarantinedRows> Counts, IReadOnlyList<RefusedRow> Rows, string? Next = null);

/// <summary>How many rows of a kind were refused for a reason.</summary>
/// <param name="RecordKind">telemetry, errors, maintenance, failures or machines.</param>
public sealed record QuarantinedRows(string RecordKind, string Reason, long Rows);

/// <param name="Run">The run that refused it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">The row as it was, cut at 64 KiB.</param>
/// <param name="IsRestStored">Whether only cells of the row were refused.</param>
public sealed record RefusedRow(
    string Run, string RecordKind, string File, long Line, string Reason, string Text, bool IsRestStored = false);

/// <summary>Refused rows that were written.</summary>
/// <param name="File">Path; null when they went elsewhere.</param>
public sealed record ExportedQuarantine(string Dataset, long Rows, string? File = null);
