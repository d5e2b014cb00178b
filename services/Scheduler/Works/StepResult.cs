namespace Presage.Scheduler.Works;

/// <summary>What a step leaves that no other service does: the result of its run.</summary>
/// <param name="Outputs">By name.</param>
internal sealed record StepResult(IReadOnlyDictionary<string, string> Outputs);
