using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML.Ensembles;

namespace Presage.Engine.MicrosoftML;

/// <summary>
/// The algorithms of Microsoft.ML that Presage offers. Naming them loads nothing of the library, nor does reading a model that one of them
/// made: only training does, and reading a model of the format's first version.
/// </summary>
public static class MicrosoftMLAlgorithms
{
    public const string FastTree = "ml-fast-tree";
    public const string FastForest = "ml-fast-forest";
    public const string LightGbm = "ml-light-gbm";

    public static IReadOnlyList<Algorithm> All { get; } =
    [
        Of(FastTree, ScoreKind.LogOdds, () => new FastTreeTrainer(), Trainers.GradientBoosting),
        Of(FastForest, ScoreKind.Probability, () => new FastForestTrainer(), Trainers.RandomForest),
        Of(LightGbm, ScoreKind.LogOdds, () => new LightGbmTrainer(), Trainers.GradientBoosting),
    ];

    private static Algorithm Of(string name, ScoreKind score, Func<ITrainer> create, string searchedLike) =>
        new(name, create, (content, mapper, components) => UnconvertedFormat.Read(name, score, content, mapper, components), searchedLike);
}
