namespace Presage.Storage;

/// <summary>Which records are taken back; null fits all.</summary>
/// <param name="From">Only of times after this one.</param>
/// <param name="To">Only of times up to this one.</param>
/// <param name="Known">
/// Only what became known at this moment, which is what one run brought: where something else was known before, that holds again.
/// </param>
/// <param name="Files">Of that run, only what these files brought, by their numbers in its plan.</param>
public sealed record RecordSelection(
    IReadOnlyCollection<string>? Machines = null, DateTime? From = null, DateTime? To = null, DateTime? Known = null,
    IReadOnlyCollection<int>? Files = null);
