using Presage.Engine.Evaluation;
using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>From training data to a finished model: judge candidates, take the best, calibrate it, choose thresholds, refit.</summary>
public static class ModelSelection
{
    /// <summary>Fits a candidate on the training rows of a fold, stopping early by those it is judged by, and scores it there.</summary>
    public static Trial JudgeTrial(
        ITrainer trainer, TrainingData data, Fold fold, TrialSpec spec, long seed, int threads, CancellationToken cancellation)
    {
        var task = new LearningTask(data.Features, data.Labels, fold.TrainRows, fold.JudgeRows);
        var fit = trainer.Fit(task, spec.Parameters, seed, threads, cancellation);
        var probabilities = data.Predict(fit.Classifier, fold.JudgeRows);
        var trained = data.Positives(fold.TrainRows);
        double?[] prAuc =
        [
            .. probabilities.Select((column, c) => trained[c] == 0
                ? null
                : Ranking.AveragePrecision(ScoreCounts.Of(column, [.. data.LabelsOf(c, fold.JudgeRows).Select(label => label == 1)]))),
        ];
        var logLoss = probabilities.Select((column, c) => LogLoss(column, data.LabelsOf(c, fold.JudgeRows))).Average();
        var positives = data.Positives(fold.JudgeRows).Sum();
        return new Trial(new TrialResult(spec, prAuc.Average() ?? 0, prAuc, positives, logLoss, fit.RefitParameters), fit);
    }

    /// <summary>
    /// The first trial, the plain default, unless another scores higher by more than 0.5 / sqrt(failing rows): on few failures the highest
    /// of several scores is luck. Of equals the first.
    /// </summary>
    public static TrialResult Best(IReadOnlyList<TrialResult> trials)
    {
        var highest = trials.MaxBy(trial => trial.Score) ?? throw new ArgumentException("There are no trials.", nameof(trials));
        var margin = 0.5 / Math.Sqrt(Math.Max(1, highest.Positives));
        return highest.Score - trials[0].Score > margin ? highest : trials[0];
    }

    /// <summary>
    /// Calibrates and chooses thresholds on predictions out of fold (<see cref="OutOfFold"/>), then refits on all rows but those of the
    /// test block with the rounds found, and evaluates on the test block. A component without a failure in what is learnt from keeps the
    /// trainer's next to constant probability, and its threshold is <see cref="Thresholds.Never"/>.
    /// </summary>
    /// <param name="fit">
    /// The fit of <paramref name="best"/> on the training block when it is at hand; otherwise it is made again where it is needed, with the
    /// same result. After folds it is made now: calibration, thresholds and rounds come from the same rows whichever way the best was
    /// found.
    /// </param>
    public static FinishedModel Finish(
        ITrainer trainer, TrainingData data, DataSplit split, TrialResult best, SelectionSettings settings, long seed, int threads,
        CancellationToken cancellation, Fit? fit = null)
    {
        var held = OutOfFold.Of(trainer, data, split, best.Spec, fit, seed, threads, cancellation);
        var size = BlockSize.Of(data.Fleet, held.Rows);
        int[] machineOf = [.. held.Rows.Select(row => data.MachineOf[row])];
        CalibrationChoice[] calibrations =
        [
            .. held.Probabilities.Select((column, c) => CalibrationChoice.Of(
                column, data.LabelsOf(c, held.Rows), held.FoldOf, machineOf, held.IsLearnt[c] ? size.Failures[c] : 0)),
        ];
        Calibrator[] calibrators = [.. calibrations.Select(choice => choice.Calibrator)];
        var calibrate = data.Outcomes(held.Rows, held.End, Calibrated(held.Probabilities, calibrators));
        var choices = ChooseThresholds(calibrate, settings, held.IsLearnt, seed);
        double[] thresholds = [.. choices.Select(choice => choice.Threshold)];

        var refit = trainer.Fit(
            new LearningTask(data.Features, data.Labels, split.RefitRows, []), held.RefitParameters, seed, threads, cancellation);
        var test = data.Outcomes(split.TestRows, split.Test.To, Calibrated(data.Predict(refit.Classifier, split.TestRows), calibrators));
        var testPart = Evaluate(test, thresholds, settings.Evaluation);
        var model = new Model(
            data.Preset, data.Horizon, data.Components, data.Features.Mapper.Columns, refit.Classifier, calibrators, thresholds,
            data.Baseline);
        return new FinishedModel(
            model,
            best,
            split.RefitRows.Length,
            data.Positives(split.RefitRows),
            [.. calibrations.Select(choice => choice.Method)],
            [.. data.Components.Where((_, c) => !held.IsLearnt[c])],
            EvaluationMetrics.Of(Evaluate(calibrate, thresholds, settings.Evaluation), settings.Evaluation),
            EvaluationMetrics.Of(testPart, settings.Evaluation),
            EvaluationCurves.Of(testPart, settings.Evaluation),
            [.. data.Components.Select((_, c) => refit.Classifier.Importance(c))])
        {
            Thresholds = choices,
            CalibrationLeftOut = [.. data.Components.Where((_, c) => calibrations[c].IsLeftOut)],
            IsCrossFitted = held.IsCrossFitted,
            CalibrateSize = size,
            TestSize = BlockSize.Of(data.Fleet, split.TestRows),
        };
    }

    private static double LogLoss(double[] probabilities, sbyte[] labels) =>
        probabilities.Zip(labels, (p, label) => Evaluation.LogLoss.Of(p, label == 1)).DefaultIfEmpty().Average();

    private static double[][] Calibrated(double[][] raw, Calibrator[] calibrators) =>
        [.. raw.Zip(calibrators, (column, calibrator) => column.Select(calibrator.Apply).ToArray())];

    private static IReadOnlyList<ThresholdChoice> ChooseThresholds(
        IReadOnlyList<MachineOutcome> block, SelectionSettings settings, bool[] isLearnt, long seed)
    {
        var chosen = settings.AlarmsPerWeek is { } budget
            ? [.. Thresholds.ByAlarmBudget(block, budget, settings.Evaluation).Select(ByBudget)]
            : Thresholds.ChooseByCost(block, settings.Evaluation, seed);
        return
        [
            .. chosen.Zip(isLearnt, (choice, learnt) =>
                learnt ? choice : choice with { Threshold = Thresholds.Never, Basis = ThresholdBasis.Unlearnt, Interval = null }),
        ];

        static ThresholdChoice ByBudget(double threshold) => new(threshold, ThresholdBasis.Budget, 0, 0);
    }

    private static EvaluationPart Evaluate(IReadOnlyList<MachineOutcome> block, double[] thresholds, EvaluationSettings settings) =>
        EvaluationPart.Merge([.. block.Select(outcome => EvaluationPart.Of(outcome.WithThresholds(thresholds), settings))]);
}
