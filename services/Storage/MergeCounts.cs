namespace Presage.Storage;

/// <summary>What became of the records given to a store. Two are equal when their numbers are.</summary>
/// <param name="Written">New, or with values where there were none.</param>
/// <param name="Replaced">With another value for at least one that was known before; the old one stays known for earlier moments.</param>
/// <param name="Duplicate">With nothing that was not there already.</param>
/// <param name="Conflicting">
/// Of all these, records that contradict one of the same knowledge time. Which value is kept does not depend on the order.
/// </param>
public readonly record struct MergeCounts(long Written, long Replaced, long Duplicate, long Conflicting = 0)
{
    internal const int MostChanges = 20;

    /// <summary>The first values that were replaced or contradicted: some examples for a person, not all of them.</summary>
    public IReadOnlyList<ValueChange> Changes { get => field ?? []; init; }

    public static MergeCounts operator +(MergeCounts left, MergeCounts right) =>
        new(left.Written + right.Written, left.Replaced + right.Replaced, left.Duplicate + right.Duplicate,
            left.Conflicting + right.Conflicting)
        {
            Changes = right.Changes.Count == 0 ? left.Changes : [.. left.Changes.Concat(right.Changes).Take(MostChanges)],
        };

    public bool Equals(MergeCounts other) =>
        (Written, Replaced, Duplicate, Conflicting) == (other.Written, other.Replaced, other.Duplicate, other.Conflicting);

    public override int GetHashCode() => HashCode.Combine(Written, Replaced, Duplicate, Conflicting);
}

/// <summary>A value that took the place of another, or contradicts one of the same run.</summary>
/// <param name="Time">Null for a machine's attribute.</param>
/// <param name="Column">Sensor (its number in the scenario, from 0, where the store knows no name) or attribute.</param>
/// <param name="Before">The value that was known before, or that gave way.</param>
/// <param name="After">The value that is kept.</param>
/// <param name="IsConflict">Whether both have the same knowledge time.</param>
public sealed record ValueChange(string Machine, DateTime? Time, string Column, string Before, string After, bool IsConflict);
