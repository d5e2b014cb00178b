using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Tests.Engine.Evaluation;

namespace Presage.Tests.Engine.Selection;

public sealed class CalibrationChoiceTests
{
    private const int Seeds = 6;

    /// <summary>More than chance makes of a calibration that does nothing.</summary>
    private const double Noise = 1.03;

    /// <summary>
    /// Platt scaling by a calibration block of two or three machines, as it was, made the log-loss on other machines worse by more than a
    /// tenth; what is chosen out of folds never makes it worse by more than noise.
    /// </summary>
    [Theory]
    [InlineData(Trainers.LogisticRegression, 12)]
    [InlineData(Trainers.LogisticRegression, 25)]
    [InlineData(Trainers.GradientBoosting, 16)]
    public void On_few_machines_calibration_is_never_worse_than_none(string algorithm, int machines)
    {
        var trainer = TrainerCatalog.Own.Create(algorithm);
        var spec = new TrialSpec(algorithm, new Dictionary<string, double>());
        var (before, raw, chosen) = (0.0, 0.0, 0.0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (data, split) = WearingFleet.Create(machines, seed);
            var labels = data.LabelsOf(0, split.TestRows);
            var block = ModelSelection.JudgeTrial(trainer, data, Fold.Of(split), spec, seed, 2, TestContext.Current.CancellationToken);
            var platt = Calibrator.Fit(
                Calibrator.Platt, data.Predict(block.Fit.Classifier, split.CalibrateRows)[0], data.LabelsOf(0, split.CalibrateRows));
            var finished = ModelSelection.Finish(
                trainer, data, split, block.Result, new SelectionSettings(Given.One), seed, 2, TestContext.Current.CancellationToken);

            var probabilities = data.Predict(finished.Model.Classifier, split.TestRows)[0];
            var calibrator = finished.Model.Calibrators[0];
            finished.IsCrossFitted.ShouldBeTrue();
            LogLoss(probabilities, calibrator, labels).ShouldBeLessThan(Noise * LogLoss(probabilities, null, labels), $"seed {seed}");
            Brier(probabilities, calibrator, labels).ShouldBeLessThan(Noise * Brier(probabilities, null, labels), $"seed {seed}");

            before += LogLoss(probabilities, platt, labels);
            raw += LogLoss(probabilities, null, labels);
            chosen += LogLoss(probabilities, calibrator, labels);
        }

        chosen.ShouldBeLessThanOrEqualTo(raw);
        before.ShouldBeGreaterThan(1.05 * raw);
    }

    [Fact]
    public void Probabilities_that_are_out_are_put_right_where_failures_show_it()
    {
        var (probabilities, labels, machines) = Rows(machines: 40, frequency: 0.3, predicted: 0.05);

        var choice = CalibrationChoice.Of(probabilities, labels, Folds(machines), machines, labels.Count(label => label == 1));

        choice.Method.ShouldNotBe(Calibrator.None);
        choice.IsLeftOut.ShouldBeFalse();
        probabilities.Average(choice.Calibrator.Apply).ShouldBe(0.3, 0.05);
    }

    [Fact]
    public void Probabilities_that_are_right_are_left_as_they_are()
    {
        var (probabilities, labels, machines) = Rows(machines: 12, frequency: 0.1, predicted: 0.1);

        var choice = CalibrationChoice.Of(probabilities, labels, Folds(machines), machines, labels.Count(label => label == 1));

        (choice.Method, choice.IsLeftOut).ShouldBe((Calibrator.None, true));
        choice.Calibrator.Apply(0.1).ShouldBe(0.1);
    }

    [Fact]
    public void Without_a_failure_nothing_is_tried()
    {
        var choice = CalibrationChoice.Of([0.1, 0.2], [0, 0], [0, 1], [0, 1], failures: 0);

        (choice.Method, choice.IsLeftOut).ShouldBe((Calibrator.None, false));
    }

    /// <summary>A hundred rows of two failures say as much as two rows do.</summary>
    [Theory]
    [InlineData(Calibrator.Platt)]
    [InlineData(Calibrator.Isotonic)]
    public void Rows_of_few_failures_do_not_speak_of_certainty(string method)
    {
        double[] probabilities = [.. Enumerable.Repeat(0.01, 2_000), .. Enumerable.Repeat(0.6, 100)];
        sbyte[] labels = [.. Enumerable.Repeat((sbyte)0, 2_000), .. Enumerable.Repeat((sbyte)1, 100)];

        var byRows = Calibrator.Fit(method, probabilities, labels);
        var byFailures = Calibrator.Fit(method, probabilities, labels, failures: 2);

        byRows.Apply(0.01).ShouldBeLessThan(0.001);
        byFailures.Apply(0.01).ShouldBeInRange(0.004, 0.05);
        byRows.Apply(0.6).ShouldBeGreaterThan(0.98);
        byFailures.Apply(0.6).ShouldBeInRange(0.6, 0.9);
    }

    private static (double[] Probabilities, sbyte[] Labels, int[] Machines) Rows(int machines, double frequency, double predicted)
    {
        var random = new Random(3);
        int[] machineOf = [.. Enumerable.Range(0, machines * 20).Select(row => row / 20)];
        return (
            [.. machineOf.Select(_ => predicted * (0.99 + (0.02 * random.NextDouble())))],
            [.. machineOf.Select(_ => (sbyte)(random.NextDouble() < frequency ? 1 : 0))], machineOf);
    }

    private static int[] Folds(int[] machines) => [.. machines.Select(machine => machine % 5)];

    private static double LogLoss(double[] probabilities, Calibrator? calibrator, sbyte[] labels) =>
        probabilities.Select(raw => Math.Clamp(calibrator?.Apply(raw) ?? raw, 1e-9, 1 - 1e-9))
            .Zip(labels, (p, label) => -Math.Log(label == 1 ? p : 1 - p)).Average();

    private static double Brier(double[] probabilities, Calibrator? calibrator, sbyte[] labels) =>
        probabilities.Zip(labels, (raw, label) => Math.Pow((calibrator?.Apply(raw) ?? raw) - label, 2)).Average();
}
