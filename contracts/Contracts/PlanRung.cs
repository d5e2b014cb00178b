namespace Presage.Contracts;

/// <summary>Command: a rung of a training run is done; send its survivors to the next.</summary>
/// <param name="Rung">The next rung, from 1.</param>
public sealed record PlanRung(string RunId, int Rung) : IRunMessage;
