namespace Presage.Contracts;

/// <summary>Event, public: an ingestion run has stored everything it could.</summary>
/// <param name="From">Time of the earliest record read; null when nothing was read.</param>
/// <param name="To">Time of the latest record read; null when nothing was read.</param>
public sealed record DataIngested(
    string RunId, string Dataset, long Written, long Replaced, long Duplicate, long Quarantined, DateTime? From, DateTime? To) : IRunMessage;
