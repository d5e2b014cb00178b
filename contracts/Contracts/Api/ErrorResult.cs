namespace Presage.Contracts.Api;

/// <summary>How a request is answered that was not carried out.</summary>
public sealed record ErrorDocument(ErrorResult Error);

/// <param name="Code">Stable kebab-case name.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Kind">invalid, usage, notFound, conflict, unavailable, damaged, forbidden, tooLarge or internal.</param>
/// <param name="Run">The run that it is about, if it is about one.</param>
public sealed record ErrorResult(string Code, string Message, string Remedy, string Kind, string? Run = null);
