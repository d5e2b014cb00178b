namespace Presage.Engine.Selection;

/// <summary>The folds that trials are judged by: as the split tells its blocks apart, so do they.</summary>
public static class TrialFolds
{
    /// <exception cref="PresageException">The range is too short for so many folds, or a fold cannot judge anything.</exception>
    public static IReadOnlyList<Fold> Of(TrainingData data, DataSplit split, int folds, long seed) => split.Kind == SplitKinds.Time
        ? RollingOrigin.Before(data, split, folds)
        : MachineFolds.Of(data.Fleet, split, folds, seed);
}
