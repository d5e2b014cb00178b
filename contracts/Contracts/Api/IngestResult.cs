namespace Presage.Contracts.Api;

/// <summary>What an ingestion run did. For every source Read = Written + Replaced + Duplicate + Quarantined.</summary>
/// <param name="Quarantine">The first refused rows; the store has all of them.</param>
/// <param name="Notices">What a person should know though nothing failed.</param>
public sealed record IngestResult(
    string Run, string Dataset, IReadOnlyList<IngestedSource> Sources, IReadOnlyList<QuarantinedLine> Quarantine, IReadOnlyList<string> Notices,
    double Seconds);

/// <param name="Source">telemetry, errors, maintenance, failures or machines.</param>
public sealed record IngestedSource(string Source, int Files, long Read, long Written, long Replaced, long Duplicate, long Quarantined);

/// <param name="Line">From 1.</param>
public sealed record QuarantinedLine(string File, long Line, string Reason, string Text);
