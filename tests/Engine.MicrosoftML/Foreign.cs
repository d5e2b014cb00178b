using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML;
using Presage.Tests.Engine.Learning;

namespace Presage.Tests.Engine.MicrosoftML;

/// <summary>What the tests of Microsoft.ML's algorithms share.</summary>
internal static class Foreign
{
    public static TrainerCatalog Catalog { get; } = TrainerCatalog.Own.With(MicrosoftMLAlgorithms.All);

    public static TheoryData<string> Algorithms => [.. MicrosoftMLAlgorithms.All.Select(algorithm => algorithm.Name)];

    public static Fit Fit(
        string algorithm, LearningTask task, int threads = 2, long seed = 1, params (string Name, double Value)[] parameters) =>
        Catalog.Create(algorithm).Fit(task, Synthetic.Parameters(parameters), seed, threads, TestContext.Current.CancellationToken);

    /// <summary>Few trees: enough to see that something was learnt.</summary>
    public static (string Name, double Value)[] Small(string algorithm) =>
        algorithm == MicrosoftMLAlgorithms.FastForest ? [("trees", 20)] : [("rounds", 20)];

    /// <summary>The bytes of a model around a classifier.</summary>
    public static byte[] Bytes(IClassifier classifier) => TestModels.Of(classifier).ToBytes();
}
