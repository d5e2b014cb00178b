using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>From training data to a finished model: judge candidates, take the best, calibrate it, choose thresholds, refit.</summary>
public static class ModelSelection
{
    /// <summary>Fits a candidate on the training block, stopping early by the calibration block, and scores it there.</summary>
    public static Trial JudgeTrial(
        ITrainer trainer, TrainingData data, TemporalSplit split, TrialSpec spec, long seed, int threads, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Like <see cref="JudgeTrial"/> with the mean score of several folds; the refit parameters are those of the last.</summary>
    public static TrialResult JudgeByFolds(
        ITrainer trainer, TrainingData data, IReadOnlyList<Fold> folds, TrialSpec spec, long seed, int threads, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Highest score; of equals the first.</summary>
    public static TrialResult Best(IReadOnlyList<TrialResult> trials) => throw new NotImplementedException();

    /// <summary>
    /// Calibrates and chooses thresholds on the calibration block, then refits on everything up to its end with the rounds found, and evaluates on the test block.
    /// </summary>
    /// <param name="fit">The fit of <paramref name="best"/> when it is at hand; otherwise it is made again, with the same result.</param>
    public static FinishedModel Finish(
        ITrainer trainer, TrainingData data, TemporalSplit split, TrialResult best, SelectionSettings settings, long seed, int threads,
        CancellationToken cancellation, Fit? fit = null) => throw new NotImplementedException();
}
