using Presage.Engine.Evaluation;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Selection;

/// <summary>Chooses alarm thresholds, one a component, from predictions of a block that the classifier has not seen.</summary>
public static class Thresholds
{
    /// <summary>A threshold that no probability reaches.</summary>
    public static double Never { get; } = Math.BitIncrement(1.0);

    /// <summary>
    /// Cost-optimal threshold of a calibrated probability: a warning pays where p × (missed - prevented) &gt; (1 - p) × false alarm + days
    /// of a horizon × alarm day (after Elkan 2001, "The foundations of cost-sensitive learning"). <see cref="Never"/> where that is so of
    /// no probability, such as where prevention costs as much as the failure.
    /// </summary>
    /// <param name="horizon">As long as a warning holds, its alarm may stand.</param>
    public static double Expected(Costs costs, long horizon)
    {
        var saving = costs.MissedFailure - costs.PreventedFailure;
        var standing = (double)horizon / UnixTime.Day * costs.AlarmDay;
        return saving <= standing ? Never : (costs.FalseAlarm + standing) / (costs.FalseAlarm + saving);
    }

    /// <summary>
    /// By what the failures and alarms of the block would have cost, counted by event. A handful of failures says little, so the <see
    /// cref="Expected"/> threshold stands unless another was cheaper by more than 20 / (20 + failures) of the standard error of the
    /// difference between them, taken over the machines, and of one failure; of all thresholds that close to the cheapest the one nearest
    /// to the expected (in log-odds) is taken. Without a failure of the component, or with fewer than two machines, there is no telling and
    /// the expected one stands.
    /// </summary>
    public static double[] ByCost(IReadOnlyList<MachineOutcome> block, EvaluationSettings settings) =>
        [
            .. settings.Components.Select(
                (_, component) => TableOf(block, component, settings).Table?.Choose() ?? ExpectedOf(block, settings)),
        ];

    /// <summary>The thresholds of <see cref="ByCost"/> with what they rest on.</summary>
    /// <param name="seed">Of the bootstrap.</param>
    public static IReadOnlyList<ThresholdChoice> ChooseByCost(
        IReadOnlyList<MachineOutcome> block, EvaluationSettings settings, long seed) =>
        [.. settings.Components.Select((_, component) => ChooseByCost(block, component, settings, seed))];

    /// <summary>
    /// The lowest threshold, the same for all components, up to which no threshold raises more alarms a week on all machines together.
    /// Calibrated probabilities of different components mean the same, so one threshold spends the budget where failures are most likely.
    /// </summary>
    /// <param name="alarmsPerWeek">
    /// Not negative; alarms of any outcome count, and anew each horizon while they stand, over the time from the block's first to its last
    /// row.
    /// </param>
    public static double[] ByAlarmBudget(IReadOnlyList<MachineOutcome> block, double alarmsPerWeek, EvaluationSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(alarmsPerWeek);
        var times = block.SelectMany(outcome => outcome.Times).DefaultIfEmpty().ToList();
        var milliseconds = UnixTime.ToMilliseconds(times.Max() - times.Min());
        var budget = alarmsPerWeek * milliseconds / (7 * (UnixTime.Day / UnixTime.Millisecond));
        var candidates = ThresholdCandidates.Of(block.SelectMany(outcome => outcome.Probabilities.SelectMany(column => column)));
        var alarms = new long[candidates.Length];
        foreach (var outcome in block)
        {
            for (var component = 0; component < settings.Components.Count; component++)
            {
                var counts = new EventCounter(outcome, component, settings).Sweep(candidates);
                for (var i = 0; i < alarms.Length; i++)
                    alarms[i] += counts[i].Alarms + counts[i].Renewed;
            }
        }

        var lowest = candidates.Length - 1;
        while (lowest > 0 && alarms[lowest - 1] <= budget)
            lowest--;

        return [.. settings.Components.Select(_ => candidates[lowest])];
    }

    private static ThresholdChoice ChooseByCost(
        IReadOnlyList<MachineOutcome> block, int component, EvaluationSettings settings, long seed)
    {
        var expected = ExpectedOf(block, settings);
        var (table, failures, machines) = TableOf(block, component, settings);
        if (table is null)
            return new ThresholdChoice(expected, ThresholdBasis.Costs, failures, machines);

        var threshold = table.Choose();
        var basis = threshold == expected ? ThresholdBasis.Costs : ThresholdBasis.Events;
        return new ThresholdChoice(threshold, basis, failures, machines, table.Interval(seed));
    }

    private static double ExpectedOf(IReadOnlyList<MachineOutcome> block, EvaluationSettings settings) =>
        Expected(settings.Costs, block.Count > 0 ? block[0].Horizon : 0);

    /// <summary>Null where there is no telling.</summary>
    private static (CostTable? Table, long Failures, int Machines) TableOf(
        IReadOnlyList<MachineOutcome> block, int component, EvaluationSettings settings)
    {
        var expected = ExpectedOf(block, settings);
        var probabilities = block.SelectMany(outcome => outcome.Probabilities[component]);
        double[] candidates = [.. ThresholdCandidates.Of(probabilities).Append(expected).Order()];
        var counts = block.OrderBy(outcome => outcome.Machine, StringComparer.Ordinal)
            .Select(outcome => new EventCounter(outcome, component, settings).Sweep(candidates)).ToList();
        var (failures, machines) = (counts.Sum(machine => machine[0].Failures), counts.Count(machine => machine[0].Failures > 0));
        return (counts.Count < 2 || failures == 0 ? null : new CostTable(candidates, counts, expected, settings.Costs), failures, machines);
    }
}
