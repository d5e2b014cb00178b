using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML.Data;
using Presage.Engine.MicrosoftML.Training;

namespace Presage.Engine.MicrosoftML;

/// <summary>
/// LightGBM (Ke et al. 2017) by Microsoft.ML: boosted trees by Newton steps, grown leaf-wise. All rounds are grown; with stopping rows
/// those count that made the log-loss there smallest.
/// </summary>
internal sealed class LightGbmTrainer : ITrainer
{
    /// <summary>
    /// Its threads wait for each other, busily, many times a tree. With fewer rows than this each they wait longer than they work, and
    /// without end where other programs want the processors, too.
    /// </summary>
    private const int RowsPerThread = 50_000;

    private static readonly Parameters Known = new(
        MicrosoftMLAlgorithms.LightGbm,
        new("rounds", 200, 0, 100_000, Whole: true, PerComponent: true),
        new("patience", 20, 1, 100_000, Whole: true),
        new("learning-rate", 0.1, 1e-4, 1),
        new("leaves", 31, 2, 65_536, Whole: true),
        new("max-depth", 0, 0, 1_000, Whole: true),
        new("min-rows", 20, 1, 1e9, Whole: true),
        new("min-child-weight", 1, 0, 1e9),
        new("l1", 0, 0, 1e9),
        new("l2", 1, 0, 1e9),
        new("min-gain", 0, 0, 1e9),
        new("max-bins", 256, 2, 256, Whole: true),
        new("row-share", 1, 1e-3, 1),
        new("column-share", 1, 1e-3, 1),
        new("positive-weight", 1, 1e-3, 1e4, PerComponent: true));

    public string Algorithm => MicrosoftMLAlgorithms.LightGbm;

    public IReadOnlyDictionary<string, double> Defaults => Known.Defaults;

    public void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope) => Known.With(parameters, scope);

    /// <exception cref="PresageException">The native library cannot be loaded.</exception>
    public Fit Fit(
        LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation)
    {
        try
        {
            NativeLightGbm.SetMaxThreads(Math.Clamp(task.TrainRows.Length / RowsPerThread, 1, threads));
            return new BoostedFit(Known, parameters, task).Run(
                Algorithm, (context, plan, values) => context.BinaryClassification.Trainers.LightGbm(Options(values, plan)),
                seed, threads, cancellation);
        }
        catch (DllNotFoundException exception)
        {
            throw NativeLibraryMissing(exception);
        }
    }

    internal static PresageException NativeLibraryMissing(DllNotFoundException exception) => new(
        ErrorKind.Invalid, "native-library-missing",
        "The native library of LightGBM cannot be loaded.",
        "Install libgomp.so.1 (Debian and Ubuntu: apt-get install libgomp1) on 64-bit x86 Linux, "
            + $"or train with {MicrosoftMLAlgorithms.FastTree}.",
        exception);

    private static LightGbmBinaryTrainer.Options Options(IReadOnlyDictionary<string, double> values, ComponentPlan plan) => new()
    {
        FeatureColumnName = BinView.Features,
        LabelColumnName = plan.LabelColumn,
        ExampleWeightColumnName = plan.WeightColumn,
        NumberOfIterations = plan.Trees,
        LearningRate = values["learning-rate"],
        NumberOfLeaves = (int)values["leaves"],
        MinimumExampleCountPerLeaf = (int)values["min-rows"],
        MaximumBinCountPerFeature = (int)values["max-bins"],
        Sigmoid = 1,
        HandleMissingValue = false,
        UseCategoricalSplit = false,
        Booster = new GradientBooster.Options
        {
            MaximumTreeDepth = (int)values["max-depth"],
            MinimumChildWeight = values["min-child-weight"],
            L1Regularization = values["l1"],
            L2Regularization = values["l2"],
            MinimumSplitGain = values["min-gain"],
            SubsampleFrequency = values["row-share"] < 1 ? 1 : 0,
            SubsampleFraction = values["row-share"],
            FeatureFraction = values["column-share"],
        },
        Seed = plan.Seed,
        Deterministic = true,
        ForceColumnWise = true,
    };
}
