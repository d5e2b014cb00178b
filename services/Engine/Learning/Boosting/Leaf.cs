namespace Presage.Engine.Learning;

/// <summary>A leaf of a tree that grows; used again from tree to tree.</summary>
internal sealed class Leaf
{
    /// <summary>Number in the <see cref="TreeBuilder"/>.</summary>
    public int Node { get; private set; }

    public int Depth { get; private set; }

    public LeafRange Range { get; private set; }

    public RowSums Total { get; private set; }

    public Bounds Bounds { get; private set; }

    /// <summary>Null when it is known that the leaf will not be split.</summary>
    public Histogram? Histogram { get; set; }

    /// <summary>The best way to split it.</summary>
    public Split Split { get; set; }

    public void Begin(int node, int depth, LeafRange range, RowSums total, Bounds bounds) =>
        (Node, Depth, Range, Total, Bounds, Histogram, Split) = (node, depth, range, total, bounds, null, Split.None);
}
