namespace Presage.Contracts.Api;

/// <summary>Which part of a list is asked for. Every list answers with <c>next</c>, which is null at its end.</summary>
/// <param name="Most">Items at most; null for 50, and never more than 1,000.</param>
/// <param name="After">The <c>next</c> of the part before; null begins the list.</param>
public sealed record PageRequest(int? Most = null, string? After = null);
