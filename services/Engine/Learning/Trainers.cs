namespace Presage.Engine.Learning;

/// <summary>Names of Engine's own algorithms.</summary>
public static class Trainers
{
    public const string GradientBoosting = "gradient-boosting";
    public const string RandomForest = "random-forest";
    public const string DecisionTree = "decision-tree";
    public const string LogisticRegression = "logistic-regression";
}
