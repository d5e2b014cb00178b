using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>Which calibration a component's failures can carry.</summary>
/// <param name="Method"><c>isotonic</c>, <c>platt</c> or <c>none</c>.</param>
/// <param name="IsLeftOut">Whether it was tried and did not help on machines that it was not fitted on.</param>
internal sealed record CalibrationChoice(string Method, Calibrator Calibrator, bool IsLeftOut)
{
    /// <summary>
    /// Failing rows of one failure are much alike, and the steps of an isotonic fit follow single failures unless there are many: with
    /// fewer than about a thousand rows the two parameters of Platt scaling do better (Niculescu-Mizil and Caruana, 2005).
    /// </summary>
    public const int IsotonicRows = 1_000;

    private const double LeastProbability = 1e-9;

    /// <summary>
    /// The one with the lowest log-loss on machines that it was not fitted on, each fold of them judged by a fit on the others; none unless
    /// that is lower than without by more than one standard error of the difference, taken over the machines, since of few failures the
    /// sign of a difference is luck. Isotonic regression takes part where there are <see cref="OutOfFold.ManyFailures"/> failures and
    /// <see cref="IsotonicRows"/> failing rows.
    /// </summary>
    /// <param name="labels">1 or 0 for each probability, as are folds and machines.</param>
    /// <param name="failures">That the failing rows lead up to.</param>
    public static CalibrationChoice Of(double[] probabilities, sbyte[] labels, int[] foldOf, int[] machineOf, long failures)
    {
        var none = new CalibrationChoice(Calibrator.None, Calibrator.Fit(Calibrator.None, [], []), IsLeftOut: false);
        if (failures == 0)
            return none;

        string[] methods = failures >= OutOfFold.ManyFailures && labels.Count(label => label == 1) >= IsotonicRows
            ? [Calibrator.Isotonic, Calibrator.Platt]
            : [Calibrator.Platt];
        var (method, gain) = methods.Select(method => (method, Gain(method, probabilities, labels, foldOf, machineOf)))
            .MaxBy(tried => tried.Item2.Sum);
        return gain.Sum > gain.StandardError
            ? new CalibrationChoice(method, Calibrator.Fit(method, probabilities, labels), IsLeftOut: false)
            : none with { IsLeftOut = true };
    }

    /// <summary>By how much the log-loss of all rows is lower with a calibration that was fitted on other folds.</summary>
    private static (double Sum, double StandardError) Gain(
        string method, double[] probabilities, sbyte[] labels, int[] foldOf, int[] machineOf)
    {
        var gains = new Dictionary<int, double>();
        foreach (var fold in foldOf.Distinct().Order())
        {
            int[] others = [.. Enumerable.Range(0, labels.Length).Where(row => foldOf[row] != fold)];
            var calibrator = Calibrator.Fit(
                method, [.. others.Select(row => probabilities[row])], [.. others.Select(row => labels[row])]);
            for (var row = 0; row < labels.Length; row++)
            {
                if (foldOf[row] == fold)
                {
                    gains[machineOf[row]] = gains.GetValueOrDefault(machineOf[row])
                        + Loss(probabilities[row], labels[row]) - Loss(calibrator.Apply(probabilities[row]), labels[row]);
                }
            }
        }

        double[] each = [.. gains.OrderBy(machine => machine.Key).Select(machine => machine.Value)];
        var mean = each.Average();
        var squares = each.Sum(gain => (gain - mean) * (gain - mean));
        return (each.Sum(), each.Length < 2 ? double.PositiveInfinity : Math.Sqrt(squares * each.Length / (each.Length - 1)));
    }

    private static double Loss(double probability, sbyte label) =>
        -Math.Log(Math.Max(label == 1 ? probability : 1 - probability, LeastProbability));
}
