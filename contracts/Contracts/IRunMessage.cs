namespace Presage.Contracts;

/// <summary>A message that belongs to a run; the run id travels with every message of the run.</summary>
public interface IRunMessage
{
    /// <summary>The run's id. Absent only when a client asks for work without naming the run; then the message id names it.</summary>
    string? RunId { get; }
}
