namespace Presage.Contracts.Api;

/// <summary>What an ingestion run did. For every record kind Read = Written + Replaced + Duplicate + Quarantined.</summary>
/// <param name="Quarantine">The first refused rows; the store has all of them.</param>
/// <param name="Notices">What a person should know though nothing failed.</param>
public sealed record IngestResult(
    string Run, string Dataset, IReadOnlyList<IngestedSource> Sources, IReadOnlyList<QuarantinedLine> Quarantine,
    IReadOnlyList<Notice> Notices, double Seconds);

/// <summary>What became of the records of a kind.</summary>
/// <param name="Source">The record kind, under the name that it had first.</param>
public sealed record IngestedSource(string Source, int Files, long Read, long Written, long Replaced, long Duplicate, long Quarantined)
{
    /// <summary>telemetry, errors, maintenance, failures or machines.</summary>
    public string Kind => Source;
}

/// <param name="Line">From 1.</param>
public sealed record QuarantinedLine(string File, long Line, string Reason, string Text);
