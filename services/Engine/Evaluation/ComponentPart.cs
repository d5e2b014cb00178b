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

    /// <param name="labelled">Number of rows, from the first, whose label is known.</param>
    internal static ComponentPart Of(MachineOutcome outcome, int component, int labelled, EvaluationSettings settings)
    {
        var probabilities = outcome.Probabilities[component];
        var thresholds = outcome.Thresholds[component];
        var isPositive = Positives(outcome, component, labelled);
        var (truePositives, falsePositives, falseNegatives) = (0L, 0L, 0L);
        for (var row = 0; row < labelled; row++)
        {
            var isPredicted = probabilities[row] >= thresholds[row];
            truePositives += isPredicted && isPositive[row] ? 1 : 0;
            falsePositives += isPredicted && !isPositive[row] ? 1 : 0;
            falseNegatives += !isPredicted && isPositive[row] ? 1 : 0;
        }

        var counter = new EventCounter(outcome, component, settings);
        var (events, leads) = counter.Count();
        return new ComponentPart(
            ScoreCounts.Of(probabilities.AsSpan(0, labelled), isPositive), truePositives, falsePositives, falseNegatives, events, leads,
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

    private static bool[] Positives(MachineOutcome outcome, int component, int labelled)
    {
        var failures = outcome.Failures[component];
        var isPositive = new bool[labelled];
        var next = 0;
        for (var row = 0; row < labelled; row++)
        {
            while (next < failures.Length && failures[next] <= outcome.Times[row])
                next++;

            isPositive[row] = next < failures.Length && failures[next] <= outcome.Times[row] + outcome.Horizon;
        }

        return isPositive;
    }
}
