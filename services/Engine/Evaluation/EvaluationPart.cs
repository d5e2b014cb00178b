using Presage.Engine.Observation;

namespace Presage.Engine.Evaluation;

/// <summary>
/// What some machines add to an evaluation: exact counts, so that parts of disjoint sets of machines give the same figures in whatever
/// order and grouping they are merged. Can be written and read as JSON.
/// </summary>
/// <param name="Rows">Predictions, with those of unknown label.</param>
/// <param name="Unlabelled">
/// Predictions of which it is not known for every component whether it failed in (T, T + H]; left out of the confusion matrix. A
/// component's figures leave out what is not known of it.
/// </param>
/// <param name="Confusion">[actual][predicted] labelled rows; 0 is healthy, component c is c + 1.</param>
/// <param name="ObservedMilliseconds">
/// Sum over the machines of the time from the first to the last row of which it is known what came within the horizon.
/// </param>
/// <param name="ByMachine">
/// The labelled rows of each machine, by name; what intervals are drawn from. Null in what an earlier version has counted.
/// </param>
/// <param name="AlarmedMilliseconds">Part of the observed time in which the machine was in alarm, for whichever component.</param>
public sealed record EvaluationPart(
    int Machines, long Rows, long Unlabelled, long[][] Confusion, ComponentPart[] Components, long ObservedMilliseconds,
    MachineScores[]? ByMachine = null, long AlarmedMilliseconds = 0)
{
    /// <summary>The predictions that are not labelled, and why; null where nobody has looked.</summary>
    public UnknownRows? Unknown { get; init; }

    public static EvaluationPart Empty(int components) => new(
        0, 0, 0, ConfusionMatrix.Empty(components), [.. Enumerable.Range(0, components).Select(_ => ComponentPart.Empty)], 0, []);

    /// <summary>Counts one machine.</summary>
    /// <exception cref="ArgumentException">
    /// The arrays do not fit together, times do not ascend or a probability is not between 0 and 1.
    /// </exception>
    public static EvaluationPart Of(MachineOutcome outcome, EvaluationSettings settings)
    {
        outcome.Check(settings.Components.Count);
        var known = outcome with { Failures = [.. outcome.Failures.Select((_, component) => outcome.KnownFailures(component))] };
        var times = known.Times;
        sbyte[][] labels = [.. settings.Components.Select((_, component) => known.Labels(component))];
        int[] labelled = [.. Enumerable.Range(0, times.Length).Where(row => Array.TrueForAll(labels, column => column[row] >= 0))];
        return new EvaluationPart(
            1,
            times.Length,
            times.Length - labelled.Length,
            ConfusionMatrix.Of(known, labelled),
            [.. settings.Components.Select((_, component) => ComponentPart.Of(known, component, labels[component], settings))],
            times.Length == 0 ? 0 : UnixTime.ToMilliseconds(known.Observed.SettledTime(times[0], times[^1], known.Horizon)),
            [MachineScores.Of(known, labels)],
            UnixTime.ToMilliseconds(TimeInAlarm.Of(known, settings)));
    }

    /// <summary>Adds parts up; they must be at least one, of disjoint machines, and have the same components.</summary>
    public static EvaluationPart Merge(IReadOnlyList<EvaluationPart> parts)
    {
        if (parts.Count == 0 || parts.Any(part => part.Components.Length != parts[0].Components.Length))
            throw new ArgumentException("Parts must be at least one and have the same components.", nameof(parts));

        return new EvaluationPart(
            parts.Sum(part => part.Machines),
            parts.Sum(part => part.Rows),
            parts.Sum(part => part.Unlabelled),
            ConfusionMatrix.Sum([.. parts.Select(part => part.Confusion)]),
            [.. parts[0].Components.Select((_, component) => ComponentPart.Merge([.. parts.Select(part => part.Components[component])]))],
            parts.Sum(part => part.ObservedMilliseconds),
            [.. parts.SelectMany(part => part.ByMachine ?? []).OrderBy(machine => machine.Machine, StringComparer.Ordinal)],
            parts.Sum(part => part.AlarmedMilliseconds))
        {
            Unknown = UnknownRows.Sum(parts.Select(part => part.Unknown)),
        };
    }

    /// <summary>The same with a count of why rows are not labelled; see <see cref="UnknownRows"/>.</summary>
    /// <param name="outcome">The machine that was counted.</param>
    public EvaluationPart WithUnknown(MachineOutcome outcome, long knownUntil, long gap) => this with
    {
        Unknown = UnknownRows.Of(
            outcome.Times, [.. Components.Select((_, component) => outcome.Labels(component))], outcome.Observed, knownUntil, gap),
    };

    /// <summary>Lead times of all components together.</summary>
    public LeadTimeCounts LeadTimes() => LeadTimeCounts.Merge([.. Components.Select(component => component.LeadTimes)]);
}
