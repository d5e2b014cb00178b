namespace Presage.Contracts.Api;

/// <param name="Code">Stable kebab-case name.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ErrorResult(string Code, string Message, string Remedy);
