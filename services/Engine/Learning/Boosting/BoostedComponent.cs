namespace Presage.Engine.Learning;

/// <summary>The trees of one component.</summary>
/// <param name="Base">Score in log-odds before the first tree.</param>
/// <param name="Gains">[column] total gain of its splits.</param>
internal sealed record BoostedComponent(double Base, Tree[] Trees, double[] Gains);
