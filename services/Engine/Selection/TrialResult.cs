using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>How good a candidate is. Can be written and read as JSON.</summary>
/// <param name="Score">
/// Mean of <see cref="PrAuc"/> over the components that have one; higher is better. It does not depend on calibration, which comes later,
/// nor on class weights.
/// </param>
/// <param name="PrAuc">[component] average precision on the rows it is judged by; null without positives there or in training.</param>
/// <param name="Positives">Failing rows of all components among the rows it is judged by: how much the score is worth.</param>
/// <param name="LogLoss">Mean over rows and components, uncalibrated; for information.</param>
/// <param name="RefitParameters">What the fit found, such as its rounds.</param>
public sealed record TrialResult(
    TrialSpec Spec, double Score, IReadOnlyList<double?> PrAuc, long Positives, double LogLoss,
    IReadOnlyDictionary<string, double> RefitParameters)
{
    /// <summary>
    /// The mean figures of a candidate's folds, steadier than one block where failures are few; the refit parameters are those of the last
    /// fold, which has the most rows.
    /// </summary>
    /// <param name="folds">At least one; of one it is that fold's own result.</param>
    public static TrialResult OverFolds(IReadOnlyList<TrialResult> folds)
    {
        double?[] prAuc = [.. folds[0].PrAuc.Select((_, component) => folds.Average(fold => fold.PrAuc[component]))];
        return folds[^1] with
        {
            Score = prAuc.Average() ?? 0,
            PrAuc = prAuc,
            Positives = folds.Sum(fold => fold.Positives),
            LogLoss = folds.Average(fold => fold.LogLoss),
        };
    }
}

/// <summary>A judged candidate with its fit, which <see cref="ModelSelection.Finish"/> can use again.</summary>
public sealed record Trial(TrialResult Result, Fit Fit);
