using Presage.Engine.Learning;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>How many training rows reach the leaves of a tree, which Microsoft.ML does not say and explanations need.</summary>
internal static class LeafCovers
{
    /// <returns>[leaf, in the order of nodes]; a leaf that no row reaches counts as one.</returns>
    public static int[] Count(Tree tree, RowBlocks rows, int count)
    {
        var numbers = new float[tree.NodeCount];
        var leaves = 0;
        for (var node = 0; node < tree.NodeCount; node++)
            numbers[node] = tree.IsLeaf(node) ? leaves++ : 0;

        // A tree whose leaves hold their own numbers tells where each row ends.
        var ends = new float[count];
        rows.AddTo(new Tree([.. Decisions(tree)], [.. numbers.Select(_ => 1)], numbers), ends);
        var covers = new int[leaves];
        foreach (var leaf in ends)
            covers[(int)leaf]++;
        return Array.ConvertAll(covers, cover => Math.Max(1, cover));
    }

    /// <summary>The same tree with the covers of its leaves.</summary>
    public static Tree Set(Tree tree, ReadOnlySpan<int> covers)
    {
        var (all, values) = (new int[tree.NodeCount], new float[tree.NodeCount]);
        for (int node = 0, leaf = 0; node < tree.NodeCount; node++)
        {
            if (tree.IsLeaf(node))
                (all[node], values[node]) = (covers[leaf++], tree.Value(node));
        }

        return new Tree([.. Decisions(tree)], all, values);
    }

    public static int LeafCount(Tree tree) => (tree.NodeCount + 1) / 2;

    private static IEnumerable<NodeTest?> Decisions(Tree tree) =>
        Enumerable.Range(0, tree.NodeCount).Select(node => tree.IsLeaf(node) ? null : (NodeTest?)tree.Test(node));
}
