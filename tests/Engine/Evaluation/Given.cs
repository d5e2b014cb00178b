using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Evaluation;

/// <summary>
/// Small readable cases: rows every 12 hours from 0, times in hours, horizon 84 h, lead time 12 h, everything known for a year.
/// </summary>
internal static class Given
{
    public const long Year = 8_760 * UnixTime.Hour;

    public static Costs Costs { get; } = new(10_000, 2_500, 500, TimeSpan.FromHours(12));

    public static EvaluationSettings One { get; } = Settings(1);

    public static EvaluationSettings Two { get; } = Settings(2);

    public static EvaluationSettings Settings(int components) =>
        new([.. Enumerable.Range(1, components).Select(i => $"comp{i}")], Costs, AlarmSettings.Default);

    public static MachineOutcome Machine(double[] probabilities, double[]? failures = null, double[]? replacements = null) =>
        Machine([probabilities], [failures ?? []], [replacements ?? []]);

    public static MachineOutcome Machine(
        double[][] probabilities, double[][] failures, double[][]? replacements = null) => new MachineOutcome(
        "7",
        [.. probabilities[0].Select((_, row) => row * 12 * UnixTime.Hour)],
        probabilities,
        [],
        [.. failures.Select(Hours)],
        [.. (replacements ?? [.. failures.Select(_ => Array.Empty<double>())]).Select(Hours)],
        84 * UnixTime.Hour,
        ObservedPeriods.Until(Year)).WithThresholds([.. probabilities.Select(_ => 0.5)]);

    public static MachineOutcome KnownUntil(this MachineOutcome outcome, double hours) =>
        outcome with { Observed = ObservedPeriods.Until((long)(hours * UnixTime.Hour)) };

    /// <summary>So many rows of one probability.</summary>
    public static double[] Rows(int count, double probability = 0.1) => [.. Enumerable.Repeat(probability, count)];

    public static EvaluationMetrics Metrics(this MachineOutcome outcome)
    {
        var settings = Settings(outcome.Probabilities.Length);
        return EvaluationMetrics.Of(EvaluationPart.Of(outcome, settings), settings);
    }

    private static long[] Hours(double[] hours) => [.. hours.Select(hour => (long)(hour * UnixTime.Hour))];
}
