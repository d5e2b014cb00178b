namespace Presage.Storage;

/// <summary>A message that failed for good.</summary>
/// <param name="Queue">Where it failed.</param>
/// <param name="Message">Name of its type; null when it does not say.</param>
/// <param name="Run">The run it belongs to, if any.</param>
/// <param name="Details">The exception with its stack.</param>
/// <param name="MessageId">As the transport gives it.</param>
/// <param name="Body">The message as it came; only its beginning when it is very large.</param>
/// <param name="BodyBytes">Bytes of the message as it came.</param>
/// <param name="At">When it last failed.</param>
/// <param name="History">Oldest first.</param>
public sealed record Fault(
    string Id, string Queue, string? Message, string? Run, RunError Error, string Details, string? ContentType, string? MessageId,
    byte[] Body, long BodyBytes,
    FaultState State, DateTime At, IReadOnlyList<FaultEvent> History)
{
    public bool IsComplete => Body.Length == BodyBytes;

    public FaultKey Place => new(At, Id);
}

/// <param name="What">failed, redriven or discarded.</param>
/// <param name="Worker">Process in which it happened.</param>
public sealed record FaultEvent(DateTime At, string What, string Worker, string Text)
{
    public const string Failed = "failed";
    public const string Redriven = "redriven";
    public const string Discarded = "discarded";
}
