namespace Presage.Engine.Selection;

/// <summary>A candidate: an algorithm and what differs from its default hyper-parameters.</summary>
public sealed record TrialSpec(string Algorithm, IReadOnlyDictionary<string, double> Parameters);
