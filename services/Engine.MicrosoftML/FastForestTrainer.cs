using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML.Data;
using Presage.Engine.MicrosoftML.Ensembles;
using Presage.Engine.MicrosoftML.Training;

namespace Presage.Engine.MicrosoftML;

/// <summary>
/// Microsoft.ML's FastForest: a random forest of least-squares trees, one forest a component. Trees grow leaf-wise, and there is no
/// stopping early.
/// </summary>
internal sealed class FastForestTrainer : ITrainer
{
    private static readonly Parameters Known = new(
        MicrosoftMLAlgorithms.FastForest,
        new("trees", 200, 1, 100_000, Whole: true),
        new("leaves", 128, 2, 65_536, Whole: true),
        new("min-rows", 10, 1, 1e9, Whole: true),
        new("max-bins", 256, 2, 256, Whole: true),
        new("columns-per-node", 0, 0, 65_535, Whole: true),
        new("row-share", 0.632, 1e-3, 1),
        new("positive-weight", 1, 1e-3, 1e4, PerComponent: true));

    public string Algorithm => MicrosoftMLAlgorithms.FastForest;

    /// <summary>Zero columns per node stand for the square root of their number.</summary>
    public IReadOnlyDictionary<string, double> Defaults => Known.Defaults;

    public void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope) => Known.With(parameters, scope);

    public Fit Fit(
        LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation)
    {
        var values = Known.With(parameters, ParameterScope.Of(task));
        var training = new EnsembleTraining(
            Algorithm,
            ScoreKind.Probability,
            [.. task.Labels.Select(_ => (int)values["trees"])],
            [
                .. task.Labels.Select(
                    (_, k) => values.GetValueOrDefault(Parameters.ForComponent("positive-weight", k), values["positive-weight"])),
            ],
            Patience: null,
            (context, plan) => Estimator(context, plan, values));
        return new Fit(training.Fit(task, seed, threads, cancellation), parameters.ToDictionary());
    }

    private static FastForestBinaryTrainer Estimator(MLContext context, ComponentPlan plan, IReadOnlyDictionary<string, double> values) =>
        Options(values, plan).CreateWith(plan.Threads, context.BinaryClassification.Trainers.FastForest);

    private static FastForestBinaryTrainer.Options Options(IReadOnlyDictionary<string, double> values, ComponentPlan plan) => new()
    {
        FeatureColumnName = BinView.Features,
        LabelColumnName = plan.LabelColumn,
        ExampleWeightColumnName = plan.WeightColumn,
        NumberOfTrees = plan.Trees,
        NumberOfLeaves = (int)values["leaves"],
        MinimumExampleCountPerLeaf = (int)values["min-rows"],
        MaximumBinCountPerFeature = (int)values["max-bins"],
        BaggingSize = 1,
        BaggingExampleFraction = values["row-share"],
        FeatureFraction = 1,
        FeatureFractionPerSplit = values["columns-per-node"] is var columns and > 0
            ? Math.Min(1, columns / plan.Slots)
            : 1 / Math.Sqrt(plan.Slots),
        Seed = plan.Seed,
        FeatureSelectionSeed = plan.Seed,
    };
}
