namespace Presage.Engine.Learning;

/// <summary>The shape of boosted trees.</summary>
/// <param name="Leaves">Most leaves.</param>
/// <param name="MaxDepth">Most decisions on a path; 0 for no limit.</param>
/// <param name="LearningRate">What leaf values are multiplied by.</param>
internal sealed record TreeShape(int Leaves, int MaxDepth, double LearningRate, SplitRules Rules);
