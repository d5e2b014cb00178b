namespace Presage.Engine.Observation;

/// <summary>When records of a machine are there. Unix time.</summary>
/// <param name="Readings">
/// Stretches of readings, each of which follows the one before within the rule's gap; ascending and apart by more than that.
/// </param>
/// <param name="Events">Times of its errors, replacements and failures, in any order.</param>
/// <param name="Failures">Of these, the failures of any component.</param>
/// <param name="Commissioned">Nothing before it counts; null when it is not known.</param>
/// <param name="Retired">Nothing after it counts; null when it is not known.</param>
public sealed record MachineRecords(
    IReadOnlyList<Stretch> Readings, IReadOnlyList<long> Events, IReadOnlyList<long> Failures, long? Commissioned = null,
    long? Retired = null);
