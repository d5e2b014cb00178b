using Presage.Engine.Alarms;

namespace Presage.Engine.Evaluation;

/// <summary>Counts of rows by [actual][predicted] class; 0 is healthy, component c is c + 1.</summary>
internal static class ConfusionMatrix
{
    public static long[][] Empty(int components) => [.. Enumerable.Range(0, components + 1).Select(_ => new long[components + 1])];

    /// <param name="rows">Positions of those whose actual class is known.</param>
    public static long[][] Of(MachineOutcome outcome, IEnumerable<int> rows)
    {
        var components = outcome.Probabilities.Length;
        var matrix = Empty(components);
        var probabilities = new double[components];
        var thresholds = new double[components];
        foreach (var row in rows)
        {
            for (var component = 0; component < components; component++)
            {
                probabilities[component] = outcome.Probabilities[component][row];
                thresholds[component] = outcome.Thresholds[component][row];
            }

            matrix[1 + Actual(outcome, outcome.Times[row])][1 + Decision.Of(probabilities, thresholds)]++;
        }

        return matrix;
    }

    public static long[][] Sum(IReadOnlyList<long[][]> matrices) =>
    [
        .. matrices[0].Select((cells, actual) => cells
            .Select((_, predicted) => matrices.Sum(matrix => matrix[actual][predicted]))
            .ToArray()),
    ];

    /// <summary>The component of the first failure in (T, T + H] of the same life; of several at once the first component.</summary>
    private static int Actual(MachineOutcome outcome, long time)
    {
        var (actual, first) = (Decision.Healthy, Math.Min(time + outcome.Horizon, outcome.Observed.LifeEnd(time)) + 1);
        for (var component = 0; component < outcome.Failures.Length; component++)
        {
            var failures = outcome.Failures[component];
            var next = SortedTimes.CountUpTo(failures, time);
            if (next < failures.Length && failures[next] < first)
                (actual, first) = (component, failures[next]);
        }

        return actual;
    }
}
