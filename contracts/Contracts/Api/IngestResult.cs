namespace Presage.Contracts.Api;

/// <summary>What an ingestion run did. For every record kind Read = Written + Replaced + Duplicate + Quarantined.</summary>
/// <param name="Quarantine">The first refused rows; the store has all of them.</param>
/// <param name="Notices">What a person should know though nothing failed.</param>
public sealed record IngestResult(
    string Run, string Dataset, IReadOnlyList<IngestedSource> Sources, IReadOnlyList<QuarantinedLine> Quarantine,
    IReadOnlyList<Notice> Notices, double Seconds)
{
    /// <summary>Files of which nothing was stored, or no row could be taken; the others were.</summary>
    public IReadOnlyList<RefusedFile> Refused { get => field ?? []; init; }

    public IReadOnlyList<RefusedCells> Cells { get => field ?? []; init; }

    /// <summary>Examples of values that were replaced or contradicted, in words.</summary>
    public IReadOnlyList<string> Changes { get => field ?? []; init; }
}

/// <summary>What became of the records of a kind.</summary>
/// <param name="Source">The record kind, under the name that it had first.</param>
/// <param name="Conflicting">Records that contradict others of the same run; each is counted among the others, too.</param>
public sealed record IngestedSource(
    string Source, int Files, long Read, long Written, long Replaced, long Duplicate, long Quarantined, long Conflicting = 0)
{
    /// <summary>telemetry, errors, maintenance, failures or machines.</summary>
    public string Kind => Source;
}

/// <summary>Cells that were refused for a reason, while the rest of their rows was taken.</summary>
/// <param name="RecordKind">telemetry, errors, maintenance, failures or machines.</param>
public sealed record RefusedCells(string RecordKind, string Reason, long Cells);

/// <param name="Line">From 1.</param>
/// <param name="IsRestStored">Whether only cells of the row were refused.</param>
public sealed record QuarantinedLine(string File, long Line, string Reason, string Text, bool IsRestStored = false);

/// <summary>A file that was refused as a whole.</summary>
/// <param name="RecordKind">telemetry, errors, maintenance, failures or machines; empty when that could not be told.</param>
/// <param name="Message">Why; <paramref name="Remedy"/> says what to do.</param>
/// <param name="Sample">Some of the rows that could not be read.</param>
public sealed record RefusedFile(
    string File, string RecordKind, string Code, string Message, string Remedy, IReadOnlyList<QuarantinedLine> Sample);
