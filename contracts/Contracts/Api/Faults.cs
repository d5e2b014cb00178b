namespace Presage.Contracts.Api;

/// <summary>Which faults are meant; null fits all.</summary>
/// <param name="Code">Code of the reason.</param>
/// <param name="Closed">Also those that were redriven or discarded.</param>
public sealed record FaultFilter(string? Code = null, string? Queue = null, bool Closed = false);

/// <summary>Faults that something is done about: those named, or all open ones that fit.</summary>
public sealed record FaultSelection(IReadOnlyList<string> Ids, string? Code = null, string? Queue = null);

/// <summary>Faults, the latest first.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record FaultList(IReadOnlyList<FaultSummary> Faults, string? Next = null);

/// <summary>A message that failed for good.</summary>
/// <param name="State">open, redriven or discarded.</param>
/// <param name="Message">Name of its type; null when it does not say.</param>
/// <param name="At">When it last failed.</param>
/// <param name="Failures">How often it failed for good.</param>
public sealed record FaultSummary(
    string Id, string State, string Queue, string? Message, string? Run, string Code, string Reason, string Remedy, DateTime At,
    int Failures);

/// <param name="Details">The exception with its stack.</param>
/// <param name="History">Oldest first.</param>
/// <param name="Message">The message as it came; only its beginning when it is very large.</param>
/// <param name="Bytes">Of the message as it came.</param>
public sealed record FaultDetails(
    FaultSummary Fault, string Details, IReadOnlyList<FaultEntry> History, string Message, long Bytes);

/// <param name="What">failed, redriven or discarded.</param>
/// <param name="Worker">Process or person.</param>
public sealed record FaultEntry(DateTime At, string What, string Worker, string Text);

/// <summary>What became of faults.</summary>
/// <param name="Done">Ids.</param>
/// <param name="ClosedBefore">Ids of those that somebody else had closed.</param>
public sealed record FaultOutcome(IReadOnlyList<string> Done, IReadOnlyList<string> ClosedBefore);
