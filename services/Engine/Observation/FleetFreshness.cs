namespace Presage.Engine.Observation;

/// <summary>
/// How old the readings are that the latest predictions of a fleet rest on, and of which machines nothing is predicted: the one rule of
/// every list that speaks of now.
/// </summary>
/// <param name="Latest">The latest reading of any machine that the latest prediction could know of; null without predictions.</param>
/// <param name="Heard">
/// By machine, when it was last heard of: its last reading, unless that is later than <paramref name="Latest"/> or comes longer after its
/// latest prediction than the gap; then that prediction, which rests on readings shortly before it.
/// </param>
/// <param name="Stale">Machines that had not been heard of for longer than the gap then, in the order of the predictions.</param>
/// <param name="HeardLater">Of these, machines that had readings later than what was predicted last.</param>
/// <param name="Unscored">Machines that have readings and no prediction.</param>
/// <param name="WithoutReadings">Machines of the data set that have no readings at all.</param>
/// <param name="Machines">All of these together.</param>
/// <param name="Gap">The longest silence of a machine that is not stale.</param>
public sealed record FleetFreshness(
    DateTime? Latest, IReadOnlyDictionary<string, DateTime> Heard, IReadOnlyList<string> Stale, IReadOnlySet<string> HeardLater,
    IReadOnlyList<string> Unscored,
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
        until ??= predicted.Count == 0 ? null : predicted.Max(machine => machine.Time);
        var latest = readings.Count > 0 && readings.Values.Max() is var last && last < until ? last : until;
        var heard = predicted.ToDictionary(
            machine => machine.Machine,
            machine => readings.TryGetValue(machine.Machine, out var own) && own <= latest && own - machine.Time <= gap
                ? own
                : machine.Time);
        List<(string Machine, DateTime Time)> stale = [.. predicted.Where(machine => latest - heard[machine.Machine] > gap)];
        var known = described.Union(readings.Keys).ToList();
        return new FleetFreshness(
            latest,
            heard,
            [.. stale.Select(machine => machine.Machine)],
            stale.Where(machine => readings.TryGetValue(machine.Machine, out var own) && own - machine.Time > gap)
                .Select(machine => machine.Machine).ToHashSet(),
            [.. known.Where(machine => readings.ContainsKey(machine) && !heard.ContainsKey(machine))],
            [.. known.Where(machine => !readings.ContainsKey(machine) && !heard.ContainsKey(machine))],
            known.Union(heard.Keys).Count(),
            gap);
    }

    public bool IsStale(string machine) => _stale.Contains(machine);

    /// <summary>How long before the latest reading of the data set a machine was heard of.</summary>
    public TimeSpan SilenceOf(string machine) => Latest is { } latest && latest > Heard[machine] ? latest - Heard[machine] : TimeSpan.Zero;
}
