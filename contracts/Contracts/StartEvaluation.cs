namespace Presage.Contracts;

/// <summary>Command: judge a result set against the failures that followed.</summary>
/// <param name="Threshold">One probability threshold for all components; null takes each prediction's own.</param>
public sealed record StartEvaluation(string? RunId, string Results, double? Threshold = null) : IRunMessage;
