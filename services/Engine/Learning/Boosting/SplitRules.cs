namespace Presage.Engine.Learning;

/// <summary>What a split must keep to, and what a leaf is worth.</summary>
/// <param name="MinChildWeight">Smallest sum of Hessians on each side.</param>
/// <param name="L1">Gradients up to here count as none.</param>
/// <param name="L2">Added to the sum of Hessians of a node: shrinks the values of small leaves.</param>
/// <param name="MinGain">A split must gain more.</param>
/// <param name="Monotone">[column] 1 where scores may only rise with the value, -1 where they may only fall, 0 where they are free; of
/// numeric columns only.</param>
internal sealed record SplitRules(double MinChildWeight, double L1, double L2, double MinGain, IReadOnlyList<int> Monotone)
{
    /// <summary>Gains up to here are noise of rounding.</summary>
    public double LeastGain => Math.Max(MinGain, 1e-10);

    /// <summary>The value of a leaf that decreases the loss most within its bounds.</summary>
    public double Weight(double gradient, double hessian, Bounds bounds)
    {
        var shrunk = Math.CopySign(Math.Max(Math.Abs(gradient) - L1, 0), gradient);
        return Math.Min(Math.Max(-shrunk / (hessian + L2), bounds.Lower), bounds.Upper);
    }

    /// <summary>
    /// Twice what a leaf decreases the loss by: -(2 G w + (H + l2) w^2 + 2 l1 |w|); with free w and without l1, G^2 / (H + l2).
    /// </summary>
    public double Score(double gradient, double hessian, double weight) =>
        -(2 * gradient * weight + (hessian + L2) * (weight * weight) + 2 * L1 * Math.Abs(weight));
}
