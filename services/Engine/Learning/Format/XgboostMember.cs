namespace Presage.Engine.Learning;

/// <summary>One tree of an <see cref="XgboostEnsemble"/>.</summary>
/// <param name="Component">Whose sum the tree belongs to.</param>
/// <param name="Output">Which of the tree's outputs.</param>
/// <param name="Scale">What becomes of a value of the tree.</param>
/// <param name="Gains">[column] gain of each split on it.</param>
internal sealed record XgboostMember(Tree Tree, int Component, int Output, Func<float, float> Scale, double[] Gains);
