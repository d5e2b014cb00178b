using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>The trees of a model of Microsoft.ML: a row's score is the bias and the weighted sum of its leaves.</summary>
/// <param name="Calibrator">Turns scores into probabilities, where the library has something for it.</param>
internal sealed record LoadedTrees(
    IReadOnlyList<RegressionTreeBase> Trees, IReadOnlyList<double> Weights, double Bias, PlattCalibrator? Calibrator)
{
    /// <summary>Null when the model does not consist of trees.</summary>
    public static LoadedTrees? Of(object? model) => model switch
    {
        CalibratedModelParametersBase
        {
            SubModel: TreeEnsembleModelParametersBasedOnRegressionTree { TrainedTreeEnsemble: var boosted },
            Calibrator: PlattCalibrator platt,
        } => new(boosted.Trees, boosted.TreeWeights, boosted.Bias, platt),
        TreeEnsembleModelParametersBasedOnQuantileRegressionTree { TrainedTreeEnsemble: var forest } =>
            new(forest.Trees, forest.TreeWeights, forest.Bias, null),
        _ => null,
    };
}
