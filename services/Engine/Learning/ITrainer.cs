namespace Presage.Engine.Learning;

/// <summary>A learning algorithm: fits one probability per component on a shared matrix.</summary>
public interface ITrainer
{
    /// <summary>Name on the command line, such as <c>gradient-boosting</c>.</summary>
    string Algorithm { get; }

    /// <summary>Every hyper-parameter and its default value.</summary>
    IReadOnlyDictionary<string, double> Defaults { get; }

    /// <summary>Refuses hyper-parameters before there is anything to fit on.</summary>
    /// <param name="scope">Null while it is not known which components and columns there will be; then any will do.</param>
    /// <exception cref="PresageException">An unknown name or a value out of range.</exception>
    void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope = null);

    /// <summary>
    /// Fits on <see cref="LearningTask.TrainRows"/>; the same task, parameters and seed give the same bytes on any number of threads.
    /// </summary>
    /// <param name="parameters">Overrides of <see cref="Defaults"/>; an unknown name or a value out of range is a
    /// <see cref="PresageException"/>.</param>
    Fit Fit(LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation);
}

/// <summary>What there is to learn from.</summary>
/// <param name="Labels">[component][row]: 1 or 0 in all rows that are named below.</param>
/// <param name="TrainRows">Ascending row numbers to fit on.</param>
/// <param name="StopRows">Ascending row numbers that decide when to stop; empty to run all rounds.</param>
public sealed record LearningTask(BinnedMatrix Features, sbyte[][] Labels, int[] TrainRows, int[] StopRows);

/// <summary>
/// A fitted classifier and the hyper-parameters that a refit without stopping rows needs to do the same, such as the rounds found.
/// </summary>
/// <param name="RefitParameters">Overrides for fitting again on more rows; per-component round counts are named <c>rounds.0</c>,
/// <c>rounds.1</c>, ...</param>
public sealed record Fit(IClassifier Classifier, IReadOnlyDictionary<string, double> RefitParameters);
