namespace Presage.Engine.Observation;

/// <summary>
/// How old the readings are that the latest predictions of a fleet rest on, and of which machines nothing is predicted: the one rule of
/// every list that speaks of now.
/// </summary>
/// <param name="Latest">The latest reading of any machine that the latest prediction could know of; null without predictions.</param>
/// <param name="Heard">By machine, the last reading that its latest prediction can rest on.</param>
/// <param name="Stale">Machines that had been silent for longer than the gap then, in the order of the predictions.</param>
/// <param name="Unscored">Machines that have readings and no prediction.</param>
/// <param name="WithoutReadings">Machines of the data set that have no readings at all.</param>
/// <param name="Machines">All of these together.</param>
/// <param name="Gap">The longest silence of a machine that is not stale.</param>
public sealed record FleetFreshness(
    DateTime? Latest, IReadOnlyDictionary<string, DateTime> Heard, IReadOnlyList<string> Stale, IReadOnlyList<string> Unscored,
    IReadOnlyList<string> WithoutReadings, int Machines, TimeSpan Gap)
{
    private readonly HashSet<string> _stale = [.. Stale];

    /// <param name="predicted">Each machine with the time of its latest prediction.</param>
    /// <param name="readings">
    /// Each machine that has readings with the time of its last one, whether any prediction knew of it or not.
    /// </param>
    /// <param name="described">Every machine that the data set knows of, in machine order.</param>
    /// <param name="until">Time of the latest prediction of any machine, where not all are given.</param>
    public static FleetFreshness Of(
        IReadOnlyList<(string Machine, DateTime Time)> predicted, IReadOnlyDictionary<string, DateTime> readings,
        IReadOnlyList<string> described, TimeSpan gap, DateTime? until = null)
    {
        // A prediction has a reading shortly before it; where a later one is known, that says nothing about it.
        var heard = predicted.ToDictionary(
            machine => machine.Machine,
            machine => readings.TryGetValue(machine.Machine, out var last) && last < machine.Time ? last : machine.Time);
        until ??= predicted.Count == 0 ? null : predicted.Max(machine => machine.Time);
        var latest = readings.Count > 0 && readings.Values.Max() is var last && last < until ? last : until;
        var known = described.Union(readings.Keys).ToList();
        return new FleetFreshness(
            latest,
            heard,
            [.. predicted.Select(machine => machine.Machine).Where(machine => latest - heard[machine] > gap)],
            [.. known.Where(machine => readings.ContainsKey(machine) && !heard.ContainsKey(machine))],
            [.. known.Where(machine => !readings.ContainsKey(machine) && !heard.ContainsKey(machine))],
            known.Union(heard.Keys).Count(),
            gap);
    }

    public bool IsStale(string machine) => _stale.Contains(machine);

    /// <summary>How long before the latest reading of the data set a machine was heard of.</summary>
    public TimeSpan SilenceOf(string machine) => Latest is { } latest && latest > Heard[machine] ? latest - Heard[machine] : TimeSpan.Zero;
}
