namespace Presage.Contracts.Api;

/// <summary>Which records of a data set are taken back: those that fit all that is given, which is at least one thing.</summary>
/// <param name="Run">Only what this ingestion run brought.</param>
/// <param name="File">Only what came from this file, in any run: its name, or its address.</param>
/// <param name="Source">Only what came from this folder or address, in any run.</param>
/// <param name="Machines">Only those of these machines; null for all.</param>
/// <param name="Kinds">Only these of telemetry, errors, maintenance, failures and machines; null for all.</param>
/// <param name="From">Only records of times after this one.</param>
/// <param name="To">Only records of times up to this one. Descriptions of machines have no time, so that a range fits none.</param>
/// <param name="Reason">A sentence for the ledger.</param>
public sealed record Retraction(
    string Dataset, string? Run = null, string? File = null, string? Source = null, IReadOnlyList<string>? Machines = null,
    IReadOnlyList<string>? Kinds = null, DateTime? From = null, DateTime? To = null, string? Reason = null);

/// <summary>What a retraction takes back, or took back. The records stay known for moments before it.</summary>
/// <param name="Run">The run that took them back; its start is when they were. Null for a plan, and where there was nothing.</param>
/// <param name="Records">By record kind, those of which there are any.</param>
/// <param name="Seconds">0 for a plan.</param>
public sealed record RetractionResult(
    string? Run, string Dataset, IReadOnlyList<RetractedRecords> Records, IReadOnlyList<Notice> Notices, double Seconds = 0);

/// <param name="RecordKind">telemetry, errors, maintenance, failures or machines.</param>
/// <param name="Records">Records of which something is taken back.</param>
/// <param name="IsAtMost">Whether it may be fewer, which only taking them back can tell.</param>
public sealed record RetractedRecords(string RecordKind, long Records, bool IsAtMost = false);
