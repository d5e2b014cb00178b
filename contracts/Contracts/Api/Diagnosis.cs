namespace Presage.Contracts.Api;

/// <summary>What a process would need here, and what was found.</summary>
public sealed record Diagnosis(int Failed, int Warnings, IReadOnlyList<CheckedMatter> Checks);

/// <param name="Check">What was looked at, such as <c>store</c> or <c>broker</c>.</param>
/// <param name="State"><c>ok</c>, <c>warning</c>, <c>failed</c>, or <c>skipped</c> where it could not be looked at.</param>
/// <param name="Code">What is wrong, in a word; null where nothing is.</param>
/// <param name="Remedy">What to do; null where nothing is to be done.</param>
public sealed record CheckedMatter(string Check, string State, string? Code, string Found, string? Remedy);
