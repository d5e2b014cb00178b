namespace Presage.Engine.Learning;

/// <summary>
/// A model keeps the gain of a column and not that of its single splits. Spread evenly over the splits it gives the right total and mean of
/// every column, which is what importances are made from.
/// </summary>
internal static class SplitGains
{
    /// <param name="gains">[column] of all trees.</param>
    /// <returns>[column] of one split.</returns>
    public static double[] Of(double[] gains, IReadOnlyList<Tree> trees)
    {
        var splits = new int[gains.Length];
        foreach (var tree in trees)
        {
            for (var node = 0; node < tree.NodeCount; node++)
            {
                if (!tree.IsLeaf(node))
                    splits[tree.Test(node).Column]++;
            }
        }

        return [.. gains.Zip(splits, (gain, count) => count == 0 ? 0 : gain / count)];
    }
}
