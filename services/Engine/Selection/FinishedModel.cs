using Presage.Engine.Evaluation;
using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>The model of a training run and how good it is.</summary>
/// <param name="Rows">Number of rows it was fitted on.</param>
/// <param name="Positives">[component] rows among them with a failure within the horizon.</param>
/// <param name="Calibration">[component] <c>isotonic</c>, <c>platt</c> or <c>none</c>.</param>
/// <param name="Unlearnt">Names of the components without a failure in the training block: their probability is next to constant.</param>
/// <param name="Calibrate">
/// Of classifiers fitted without them, on the rows that calibration and thresholds come from; flattering.
/// </param>
/// <param name="Test">Of the model itself on rows that nothing was chosen by.</param>
/// <param name="Importance">[component][column]; adds up to 1 for a component, unless it has none.</param>
public sealed record FinishedModel(
    Model Model,
    TrialResult Trial,
    int Rows,
    long[] Positives,
    IReadOnlyList<string> Calibration,
    IReadOnlyList<string> Unlearnt,
    EvaluationMetrics Calibrate,
    EvaluationMetrics Test,
    EvaluationCurves TestCurves,
    double[][] Importance)
{
    /// <summary>[component] the model's thresholds and what they rest on.</summary>
    public required IReadOnlyList<ThresholdChoice> Thresholds { get; init; }

    /// <summary>Names of the components whose calibration did not help, so that they have none.</summary>
    public required IReadOnlyList<string> CalibrationLeftOut { get; init; }

    /// <summary>Whether calibration and thresholds come from predictions out of fold, see <see cref="OutOfFold"/>.</summary>
    public required bool IsCrossFitted { get; init; }

    /// <summary>What calibration and thresholds rest on.</summary>
    public required BlockSize CalibrateSize { get; init; }

    public required BlockSize TestSize { get; init; }

    /// <summary>
    /// Whether it is for the predictions out of fold to tell if the model is better than chance: failures of the test block are too few.
    /// </summary>
    public bool IsJudgedByFolds => IsCrossFitted && Test.Skill?.IsBetterThanChance is null;
}
