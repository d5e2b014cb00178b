using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>What is worth a try with one algorithm.</summary>
/// <param name="Variations">Hand-picked: factors of the defaults, most promising first.</param>
internal sealed record AlgorithmSpace(IReadOnlyList<HyperParameter> Parameters, IReadOnlyList<(string Name, double Factor)[]> Variations)
{
    public static AlgorithmSpace Of(string algorithm) => algorithm switch
    {
        Trainers.GradientBoosting => new(
            [
                new("learning-rate", 0.03, 0.3, IsLogarithmic: true),
                new("rounds", 300, 1_000, IsLogarithmic: true, IsWhole: true),
                new("leaves", 7, 127, IsLogarithmic: true, IsWhole: true),
                new("min-child-weight", 0.5, 50, IsLogarithmic: true),
                new("l2", 0.1, 100, IsLogarithmic: true),
                new("positive-weight", 1, 10, IsLogarithmic: true),
                new("row-share", 0.5, 1),
                new("column-share", 0.4, 1),
            ],
            [[("learning-rate", 0.5), ("rounds", 2)], [("leaves", 0.5)], [("leaves", 2)], [("l2", 10)]]),
        Trainers.RandomForest => new(
            [
                new("trees", 100, 400, IsLogarithmic: true, IsWhole: true),
                new("depth", 6, 20, IsWhole: true),
                new("min-rows", 1, 100, IsLogarithmic: true, IsWhole: true),
                new("row-share", 0.4, 1),
            ],
            [[("min-rows", 10)], [("depth", 0.6)], [("trees", 2)]]),
        Trainers.DecisionTree => new(
            [new("depth", 3, 15, IsWhole: true), new("min-rows", 5, 500, IsLogarithmic: true, IsWhole: true)],
            [[("depth", 0.5)], [("min-rows", 5)]]),
        Trainers.LogisticRegression => new(
            [new("l2", 0.0001, 1_000, IsLogarithmic: true), new("positive-weight", 1, 10, IsLogarithmic: true)],
            [[("l2", 10)], [("l2", 0.1)]]),
        _ => new([], []),
    };

    /// <summary>Only what may be varied: what the algorithm has, whatever this table says, and what is not set to a value.</summary>
    public AlgorithmSpace Restrict(Func<string, bool> isFree) => new(
        [.. Parameters.Where(parameter => isFree(parameter.Name))],
        [.. Variations.Where(variation => variation.All(change => isFree(change.Name)))]);

    public Dictionary<string, double> Varied((string Name, double Factor)[] variation, IReadOnlyDictionary<string, double> defaults) =>
        variation.ToDictionary(
            change => change.Name,
            change => Parameters.First(parameter => parameter.Name == change.Name).Scaled(defaults[change.Name], change.Factor));

    public Dictionary<string, double> Drawn(QuasiRandom random, int point) =>
        Parameters.Select((parameter, dimension) => (parameter.Name, Value: parameter.At(random[point, dimension])))
            .ToDictionary(drawn => drawn.Name, drawn => drawn.Value);
}
