namespace Presage.Engine.Reconciliation;

/// <summary>What a data set holds, as far as it tells whether its parts fit together.</summary>
/// <param name="Readings">Number of readings of each machine that has any.</param>
/// <param name="Described">The machines that are described; empty when none are.</param>
/// <param name="Events">The kinds of events that the scenario has.</param>
/// <param name="Failures">All failures.</param>
public sealed record RecordsAtHand(
    IReadOnlyDictionary<string, long> Readings, IReadOnlyCollection<string> Described, IReadOnlyList<EventsAtHand> Events,
    IReadOnlyList<FailureAtHand> Failures);

/// <param name="Kind">In the plural, such as <c>failures</c>.</param>
/// <param name="Counts">Number of events of each machine that has any.</param>
public sealed record EventsAtHand(string Kind, IReadOnlyDictionary<string, long> Counts)
{
    public long Total => Counts.Values.Sum();
}

/// <param name="Time">Unix time.</param>
public readonly record struct FailureAtHand(string Machine, long Time, string Component);

/// <summary>Something that a person should look at, since it may be a mistake that nothing else shows.</summary>
/// <param name="Code">Stable kebab-case name.</param>
public sealed record Finding(string Code, string Message);
