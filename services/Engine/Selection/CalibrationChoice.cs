using Presage.Engine.Evaluation;
using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>Which calibration a component's failures can carry.</summary>
/// <param name="Method"><c>isotonic</c>, <c>platt</c> or <c>none</c>.</param>
/// <param name="IsLeftOut">Whether it was tried and did not help on machines that it was not fitted on.</param>
internal sealed record CalibrationChoice(string Method, Calibrator Calibrator, bool IsLeftOut)
{
    /// <summary>
    /// The steps of an isotonic fit follow single failures unless there are some. On simulated fleets of eight failures and more, out of
    /// folds, it made no algorithm worse than a line did, and forests, whose lowest probability is 0, a quarter better.
    /// </summary>
    public const int IsotonicFailures = 8;

    /// <summary>
    /// In standard errors: on simulated fleets with few failures any gain above zero was kept by luck now and then, and a whole standard
    /// error hardly ever reached by what would have helped.
    /// </summary>
    private const double LeastGain = 0.5;

    private const double LeastProbability = 1e-9;

    /// <summary>
    /// Isotonic regression, where there are <see cref="IsotonicFailures"/>, or Platt scaling: the one with the lowest log-loss on machines
    /// that it was not fitted on, each fold of them judged by a fit on the others; none unless that is lower than without by more than half
    /// a standard error of the difference, taken over the machines, since of few failures the sign of a difference is luck.
    /// </summary>
    /// <param name="labels">1 or 0 for each probability, as are folds and machines.</param>
    /// <param name="failures">That the failing rows lead up to.</param>
    public static CalibrationChoice Of(double[] probabilities, sbyte[] labels, int[] foldOf, int[] machineOf, long failures)
    {
        var none = new CalibrationChoice(Calibrator.None, Calibrator.Fit(Calibrator.None, [], []), IsLeftOut: false);
        if (failures == 0)
            return none;

        string[] methods = failures >= IsotonicFailures ? [Calibrator.Isotonic, Calibrator.Platt] : [Calibrator.Platt];
        double failuresOfRow = (double)failures / Math.Max(1, labels.Count(label => label == 1));
        var (method, gain) = methods.Select(method => (method, Gain(Fit(method, failuresOfRow), probabilities, labels, foldOf, machineOf)))
            .MaxBy(tried => tried.Item2.Sum);
        return gain.Sum > LeastGain * gain.StandardError
            ? new CalibrationChoice(method, Fit(method, failuresOfRow)(probabilities, labels), IsLeftOut: false)
            : none with { IsLeftOut = true };
    }

    private static Func<double[], sbyte[], Calibrator> Fit(string method, double failuresOfRow) => (probabilities, labels) =>
        Calibrator.Fit(method, probabilities, labels, failuresOfRow * labels.Count(label => label == 1));

    /// <summary>By how much the log-loss of all rows is lower with a calibration that was fitted on other folds.</summary>
    private static (double Sum, double StandardError) Gain(
        Func<double[], sbyte[], Calibrator> fit, double[] probabilities, sbyte[] labels, int[] foldOf, int[] machineOf)
    {
        var gains = new Dictionary<int, double>();
        foreach (var fold in foldOf.Distinct().Order())
        {
            int[] others = [.. Enumerable.Range(0, labels.Length).Where(row => foldOf[row] != fold)];
            var calibrator = fit([.. others.Select(row => probabilities[row])], [.. others.Select(row => labels[row])]);
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
        LogLoss.Of(probability, label == 1, LeastProbability);
}
