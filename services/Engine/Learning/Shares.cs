namespace Presage.Engine.Learning;

internal static class Shares
{
    /// <summary>Weights divided by their sum; all zero when the sum is.</summary>
    public static double[] Of(IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(w => sum > 0 ? w / sum : 0)];
    }
}
