using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML.Data;
using Presage.Engine.MicrosoftML.Training;

namespace Presage.Engine.MicrosoftML;

/// <summary>
/// Microsoft.ML's FastTree: boosted trees by the gradient of the log-loss (Friedman 2001; Burges 2010). All rounds are grown; with stopping
/// rows those count that made the log-loss there smallest. Every tree is grown on all rows, or on a share of them drawn anew.
/// </summary>
internal sealed class FastTreeTrainer : ITrainer
{
    private static readonly Parameters Known = new(
        MicrosoftMLAlgorithms.FastTree,
        new("rounds", 200, 0, 100_000, Whole: true, PerComponent: true),
        new("patience", 20, 1, 100_000, Whole: true),
        new("learning-rate", 0.1, 1e-4, 1),
        new("leaves", 31, 2, 65_536, Whole: true),
        new("min-rows", 20, 1, 1e9, Whole: true),
        new("max-bins", 256, 2, 256, Whole: true),
        new("row-share", 1, 1e-3, 1),
        new("column-share", 1, 1e-3, 1),
        new("positive-weight", 1, 1e-3, 1e4, PerComponent: true));

    public string Algorithm => MicrosoftMLAlgorithms.FastTree;

    public IReadOnlyDictionary<string, double> Defaults => Known.Defaults;

    public void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope) => Known.With(parameters, scope);

    public Fit Fit(
        LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation) =>
        new BoostedFit(Known, parameters, task).Run(Algorithm, Estimator, seed, threads, cancellation);

    private static FastTreeBinaryTrainer Estimator(MLContext context, ComponentPlan plan, IReadOnlyDictionary<string, double> values) =>
        Options(values, plan).CreateWith(plan.Threads, context.BinaryClassification.Trainers.FastTree);

    private static FastTreeBinaryTrainer.Options Options(IReadOnlyDictionary<string, double> values, ComponentPlan plan) => new()
    {
        FeatureColumnName = BinView.Features,
        LabelColumnName = plan.LabelColumn,
        ExampleWeightColumnName = plan.WeightColumn,
        NumberOfTrees = plan.Trees,
        LearningRate = values["learning-rate"],
        NumberOfLeaves = (int)values["leaves"],
        MinimumExampleCountPerLeaf = (int)values["min-rows"],
        MaximumBinCountPerFeature = (int)values["max-bins"],
        BaggingSize = values["row-share"] < 1 ? 1 : 0,
        BaggingExampleFraction = values["row-share"],
        FeatureFraction = values["column-share"],
        Seed = plan.Seed,
        FeatureSelectionSeed = plan.Seed,
    };
}
