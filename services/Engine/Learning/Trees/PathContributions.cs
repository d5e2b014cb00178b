namespace Presage.Engine.Learning;

/// <summary>Contributions along the decision path (Saabas, 2014): a decision's column gets what the expected value changed by it.</summary>
internal static class PathContributions
{
    /// <summary>Adds one tree's contributions and returns the value at its root, the mean over the training rows.</summary>
    public static double Add(Tree tree, int output, ReadOnlySpan<byte> row, double scale, Span<double> contributions)
    {
        var node = 0;
        while (!tree.IsLeaf(node))
        {
            var next = tree.Next(node, row[tree.Column(node)]);
            contributions[tree.Column(node)] += scale * ((double)tree.Value(next, output) - tree.Value(node, output));
            node = next;
        }

        return scale * tree.Value(0, output);
    }
}
