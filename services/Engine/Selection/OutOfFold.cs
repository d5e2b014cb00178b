using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>
/// Predictions of rows by classifiers that have not seen them: what calibration and thresholds come from. With many failures they are those
/// of the calibration block. With few they are made by cross-fitting: the machines that may be learnt from are put into folds, and each
/// fold is predicted by a classifier that was fitted on the others, so that every failure has its say.
/// </summary>
/// <param name="Rows">Ascending.</param>
/// <param name="End">Inclusive end of their time.</param>
/// <param name="Probabilities">[component][position in rows], not calibrated.</param>
/// <param name="FoldOf">[position in rows] group of machines that are left out together when a calibration is put to the test.</param>
/// <param name="IsLearnt">[component] whether it fails in the rows that were learnt from.</param>
/// <param name="RefitParameters">What the registered model is fitted with.</param>
internal sealed record OutOfFold(
    int[] Rows, long End, double[][] Probabilities, int[] FoldOf, bool[] IsLearnt, IReadOnlyDictionary<string, double> RefitParameters,
    bool IsCrossFitted)
{
    /// <summary>
    /// With fifty failures a frequency is known to a seventh of itself (1 / sqrt(50)), which no fold need improve; with fewer the failures
    /// of all blocks are worth the fits.
    /// </summary>
    public const int ManyFailures = 50;

    /// <summary>Failures of a component in all, from which on a fold has ten and is hardly flattered by saying when to stop.</summary>
    private const int EnoughToStopBy = 50;

    public const int Folds = 5;

    /// <param name="fit">Of the best trial on the training block, when it is at hand.</param>
    public static OutOfFold Of(
        ITrainer trainer, TrainingData data, DataSplit split, TrialSpec spec, Fit? fit, long seed, int threads,
        CancellationToken cancellation)
    {
        var fleet = data.Fleet;
        var all = BlockSize.Of(fleet, split.RefitRows);
        var block = BlockSize.Of(fleet, split.CalibrateRows);
        var isFew = all.Failures.Zip(block.Failures).Any(pair => pair.First > 0 && pair.Second < ManyFailures);
        return isFew && all.FailedAtAll > 1
            ? CrossFitted(trainer, data, split, spec, all, seed, threads, cancellation)
            : OfBlock(
                data, split, spec,
                fit ?? ModelSelection.JudgeTrial(trainer, data, Fold.Of(split), spec, seed, threads, cancellation).Fit, seed);
    }

    private static OutOfFold OfBlock(TrainingData data, DataSplit split, TrialSpec spec, Fit fit, long seed) => new(
        split.CalibrateRows,
        split.Calibrate.To,
        data.Predict(fit.Classifier, split.CalibrateRows),
        MachineFolds.Assign(data.Fleet, split.CalibrateRows, Folds, seed),
        [.. data.Positives(split.TrainRows).Select(positives => positives > 0)],
        Selection.RefitParameters.Of(spec, [(fit, data.Positives(split.CalibrateRows))]),
        IsCrossFitted: false);

    /// <summary>
    /// Where early stopping finds the rounds, every fold is fitted twice: with the fold itself to stop by, and with the median rounds of
    /// all folds, so that the rows it predicts had no say in how long it learnt. Once is enough where every component has <see
    /// cref="EnoughToStopBy"/>.
    /// </summary>
    private static OutOfFold CrossFitted(
        ITrainer trainer, TrainingData data, DataSplit split, TrialSpec spec, BlockSize all, long seed, int threads,
        CancellationToken cancellation)
    {
        var folds = Math.Min(Folds, all.FailedAtAll);
        var rows = split.RefitRows;
        var foldOf = MachineFolds.Assign(data.Fleet, rows, folds, seed);
        int[][] held = [.. Enumerable.Range(0, folds).Select(fold => rows.Where((_, i) => foldOf[i] == fold).ToArray())];
        int[][] others = [.. Enumerable.Range(0, folds).Select(fold => rows.Where((_, i) => foldOf[i] != fold).ToArray())];

        Fit[] fits = [.. held.Zip(others, (judged, fitted) => Fit(fitted, judged, spec.Parameters))];
        var parameters = Selection.RefitParameters.Of(spec, [.. fits.Zip(held, (fit, judged) => (fit, data.Positives(judged)))]);
        if (Selection.RefitParameters.HasRounds(parameters) && all.Failures.Any(failures => failures is > 0 and < EnoughToStopBy))
            fits = [.. others.Select(fitted => Fit(fitted, [], parameters))];

        double[][] probabilities = [.. data.Components.Select(_ => new double[rows.Length])];
        foreach (var (fold, fit) in fits.Index())
        {
            var predicted = data.Predict(fit.Classifier, held[fold]);
            var next = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                if (foldOf[i] != fold)
                    continue;

                for (var component = 0; component < probabilities.Length; component++)
                    probabilities[component][i] = predicted[component][next];
                next++;
            }
        }

        return new OutOfFold(
            rows, split.Calibrate.To, probabilities, foldOf, [.. data.Positives(rows).Select(positives => positives > 0)], parameters,
            IsCrossFitted: true);

        Fit Fit(int[] fitted, int[] stop, IReadOnlyDictionary<string, double> values) =>
            trainer.Fit(new LearningTask(data.Features, data.Labels, fitted, stop), values, seed, threads, cancellation);
    }
}
