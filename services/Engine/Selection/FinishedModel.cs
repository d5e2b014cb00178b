using Presage.Engine.Evaluation;
using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>The model of a training run and how good it is.</summary>
/// <param name="Rows">Number of rows it was fitted on.</param>
/// <param name="Positives">[component] rows among them with a failure within the horizon.</param>
/// <param name="Calibration">[component] <c>isotonic</c>, <c>platt</c> or <c>none</c>.</param>
/// <param name="Unlearnt">Names of the components without a failure in the training block: their probability is next to constant.</param>
/// <param name="Calibrate">
/// Of the classifier fitted on the training block, on the block that calibration and thresholds come from; flattering.
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
    double[][] Importance);
