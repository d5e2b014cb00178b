namespace Presage.Contracts;

/// <summary>A message that belongs to a run; the run id travels with every message of the run.</summary>
public interface IRunMessage
{
    /// <summary>The run's id. Absent only when a client asks for work without naming the run; then the message id names it.</summary>
    string? RunId { get; }
}

/// <summary>Event, public: a run has failed for good.</summary>
public sealed record RunFailed(string RunId, string Kind, string Dataset, string Code, string Reason, string Remedy) : IRunMessage;
