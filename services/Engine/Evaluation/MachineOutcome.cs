using Presage.Engine.Alarms;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Evaluation;

/// <summary>What was predicted for one machine and what became of it. Times are ascending Unix time.</summary>
/// <param name="Times">[row] moment T of the prediction.</param>
/// <param name="Probabilities">[component][row], 0 to 1, that the component fails in (T, T + Horizon].</param>
/// <param name="Thresholds">[component][row]; the component is predicted to fail at or above it.</param>
/// <param name="Failures">[component][failure] times, before, among and after the rows.</param>
/// <param name="Replacements">[component][replacement] times; may include those made at a failure.</param>
/// <param name="Horizon">Label horizon H in <see cref="UnixTime"/> units.</param>
/// <param name="Observed">
/// When the machine is observed, as far as that is known: failures after its end are not looked at. Times before the first row do no harm.
/// </param>
public sealed record MachineOutcome(
    string Machine,
    long[] Times,
    double[][] Probabilities,
    double[][] Thresholds,
    long[][] Failures,
    long[][] Replacements,
    long Horizon,
    ObservedPeriods Observed)
{
    /// <summary>The same with one threshold for all rows and components: predicted to fail strictly above it.</summary>
    public MachineOutcome WithThreshold(double above) => WithThresholds([.. Probabilities.Select(_ => Decision.Above(above))]);

    /// <summary>The same with one threshold a component for all rows: predicted to fail at or above it.</summary>
    public MachineOutcome WithThresholds(double[] thresholds) =>
        this with { Thresholds = [.. thresholds.Select(threshold => Enumerable.Repeat(threshold, Times.Length).ToArray())] };

    /// <summary>The alarms of a component that the rows raise at their own thresholds.</summary>
    public IReadOnlyList<AlarmEpisode> Alarms(int component, AlarmSettings settings, AlarmEpisode? open = null) =>
        AlarmRule.Raise(Times, Probabilities[component], Thresholds[component], InterruptionsOf(component), settings, open);

    /// <summary>
    /// When the alarm of a component was raised that stands at the last row, whatever ended it afterwards; null when none does. It can
    /// stand although that row is below its threshold, while it has not recovered yet.
    /// </summary>
    public long? AtRiskSince(int component, AlarmSettings settings) => Standing(component, settings)?.Raised;

    /// <summary>The alarm of a component that stands at the last row, see <see cref="AtRiskSince"/>.</summary>
    /// <param name="open">The alarm that was open before the first row.</param>
    public AlarmEpisode? Standing(int component, AlarmSettings settings, AlarmEpisode? open = null) =>
        Alarms(component, settings, open) is [.., var last] && !(last.Ended <= Times[^1]) ? last : null;

    /// <summary>Ascending moments of the component's failures that are known, each once.</summary>
    internal long[] KnownFailures(int component) => [.. Failures[component].Where(time => time <= Observed.End).Distinct()];

    /// <summary>[row] 1, 0 or -1, see <see cref="Observation.Labels"/>.</summary>
    internal sbyte[] Labels(int component) => Observation.Labels.Of(KnownFailures(component), Times, Horizon, Observed);

    /// <summary>What ends alarms of the component besides its rows.</summary>
    internal Interruptions InterruptionsOf(int component) =>
        Interruptions.Of(Replacements[component], KnownFailures(component), Observed);

    internal void Check(int components)
    {
        var rows = Times.Length;
        Array[] byComponent = [Probabilities, Thresholds, Failures, Replacements];
        if (byComponent.Any(array => array.Length != components))
            throw new ArgumentException($"Machine {Machine}: everything must be there for each of {components} components.");
        if (Probabilities.Concat(Thresholds).Any(column => column.Length != rows))
            throw new ArgumentException($"Machine {Machine}: probabilities and thresholds must have {rows} rows.");
        if (!IsAscending(Times) || !Failures.All(IsAscending) || !Replacements.All(IsAscending))
            throw new ArgumentException($"Machine {Machine}: times must ascend.");
        if (Probabilities.Any(column => column.Any(probability => !(probability is >= 0 and <= 1))))
            throw new ArgumentException($"Machine {Machine}: probabilities must lie between 0 and 1.");
    }

    private static bool IsAscending(long[] times)
    {
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] < times[i - 1])
                return false;
        }

        return true;
    }
}
