namespace Presage.Engine.Evaluation;

/// <summary>The counts of one component.</summary>
/// <param name="Scores">Labelled rows by predicted probability.</param>
/// <param name="TruePositives">Labelled rows at or above their threshold with a failure of the component in (T, T + H].</param>
/// <param name="Events">At the rows' own thresholds.</param>
/// <param name="Sweep">At each of <see cref="ThresholdGrid.Values"/>.</param>
public sealed record ComponentPart(
    ScoreCounts Scores, long TruePositives, long FalsePositives, long FalseNegatives, EventCounts Events, LeadTimeCounts LeadTimes,
    EventCounts[] Sweep)
{
    internal static ComponentPart Empty => new(
        ScoreCounts.Empty, 0, 0, 0, default, LeadTimeCounts.Empty, new EventCounts[ThresholdGrid.Values.Count]);

    /// <param name="labels">[row] 1, 0 or -1 where it is not known.</param>
    internal static ComponentPart Of(MachineOutcome outcome, int component, sbyte[] labels, EvaluationSettings settings)
    {
        int[] known = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] >= 0)];
        double[] probabilities = [.. known.Select(row => outcome.Probabilities[component][row])];
        bool[] isPositive = [.. known.Select(row => labels[row] == 1)];
        var (truePositives, falsePositives, falseNegatives) = (0L, 0L, 0L);
        foreach (var (i, row) in known.Index())
        {
            var isPredicted = probabilities[i] >= outcome.Thresholds[component][row];
            truePositives += isPredicted && isPositive[i] ? 1 : 0;
            falsePositives += isPredicted && !isPositive[i] ? 1 : 0;
            falseNegatives += !isPredicted && isPositive[i] ? 1 : 0;
        }

        var counter = new EventCounter(outcome, component, settings);
        var (events, leads) = counter.Count();
        return new ComponentPart(
            ScoreCounts.Of(probabilities, isPositive), truePositives, falsePositives, falseNegatives, events, leads,
            counter.Sweep(ThresholdGrid.Values));
    }

    internal static ComponentPart Merge(IReadOnlyList<ComponentPart> parts) => new(
        ScoreCounts.Merge([.. parts.Select(part => part.Scores)]),
        parts.Sum(part => part.TruePositives),
        parts.Sum(part => part.FalsePositives),
        parts.Sum(part => part.FalseNegatives),
        EventCounts.Sum(parts.Select(part => part.Events)),
        LeadTimeCounts.Merge([.. parts.Select(part => part.LeadTimes)]),
        [.. ThresholdGrid.Values.Select((_, i) => EventCounts.Sum(parts.Select(part => part.Sweep[i])))]);
}
