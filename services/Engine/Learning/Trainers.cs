namespace Presage.Engine.Learning;

/// <summary>The algorithms by name.</summary>
public static class Trainers
{
    public const string GradientBoosting = "gradient-boosting";
    public const string RandomForest = "random-forest";
    public const string DecisionTree = "decision-tree";
    public const string LogisticRegression = "logistic-regression";

    public static IReadOnlyList<string> Names { get; } = [GradientBoosting, RandomForest, DecisionTree, LogisticRegression];

    /// <exception cref="PresageException">There is no such algorithm.</exception>
    public static ITrainer Create(string algorithm) => algorithm switch
    {
        GradientBoosting => new GradientBoosting(),
        RandomForest => new RandomForest(),
        DecisionTree => new DecisionTree(),
        LogisticRegression => new LogisticRegression(),
        _ => throw new PresageException(
            "unknown-algorithm", $"There is no algorithm '{algorithm}'.", $"Use one of: {string.Join(", ", Names)}."),
    };
}
