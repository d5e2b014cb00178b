namespace Presage.Engine.Learning;

/// <summary>
/// A tree in XGBoost's order of nodes: breadth-first like ours, but with the sides of some nodes swapped. The right child must stand next
/// to the left one.
/// </summary>
internal sealed class XgboostTree
{
    /// <summary>XGBoost's parent of the root.</summary>
    private const int NoParent = int.MaxValue;

    public XgboostTree(Tree tree, BinMapper mapper)
    {
        Nodes = new XgboostNode[tree.NodeCount];
        Nodes[0] = new XgboostNode(0, NoParent, -1, null);
        for (int i = 0, next = 1; i < Nodes.Length; i++)
        {
            var source = Nodes[i].Source;
            if (tree.IsLeaf(source))
                continue;
            var split = XgboostSplit.Of(tree.Test(source), mapper);
            var left = tree.LeftChild(source);
            Nodes[i] = Nodes[i] with { Left = next, Split = split };
            Nodes[next++] = new XgboostNode(split.Swapped ? left + 1 : left, i, -1, null);
            Nodes[next++] = new XgboostNode(split.Swapped ? left : left + 1, i, -1, null);
        }
    }

    public XgboostNode[] Nodes { get; }
}

/// <param name="Source">Number of the node in our tree.</param>
/// <param name="Left">Number of the left child, of a leaf -1.</param>
/// <param name="Split">Null for a leaf.</param>
internal readonly record struct XgboostNode(int Source, int Parent, int Left, XgboostSplit? Split)
{
    public int Right => Left < 0 ? -1 : Left + 1;
}
