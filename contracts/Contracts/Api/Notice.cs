namespace Presage.Contracts.Api;

/// <summary>What a person should know though nothing failed.</summary>
/// <param name="Code">Kebab-case; stays. <c>note</c> where a run of an earlier version has kept none.</param>
/// <param name="Message">What it means and what to do.</param>
public sealed record Notice(string Code, string Message);
