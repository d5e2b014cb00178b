namespace Presage.Engine.Learning;

/// <summary>Takes nodes in the order a grower makes them and puts them into breadth-first order.</summary>
internal sealed class TreeBuilder(int outputs)
{
    private readonly List<Entry> _nodes = [new(null, 0, 0, [])];

    /// <summary>Number of the root.</summary>
    public const int Root = 0;

    /// <summary>Begins another tree.</summary>
    public void Begin()
    {
        _nodes.Clear();
        _nodes.Add(new Entry(null, 0, 0, []));
    }

    public void SetLeaf(int node, int cover, float[] values) => _nodes[node] = new Entry(null, 0, cover, values);

    /// <summary>Makes an inner node and returns the number of its left child; the right child has the next number.</summary>
    public int Split(int node, NodeTest test)
    {
        var left = _nodes.Count;
        _nodes[node] = new Entry(test, left, 0, []);
        _nodes.Add(new Entry(null, 0, 0, []));
        _nodes.Add(new Entry(null, 0, 0, []));
        return left;
    }

    public Tree Build()
    {
        var order = new List<int>(_nodes.Count) { Root };
        for (var i = 0; i < order.Count; i++)
        {
            if (_nodes[order[i]] is { Test: not null } inner)
                order.AddRange([inner.Left, inner.Left + 1]);
        }

        var values = new float[order.Count * outputs];
        for (var i = 0; i < order.Count; i++)
            _nodes[order[i]].Values.CopyTo(values, i * outputs);
        return new Tree([.. order.Select(n => _nodes[n].Test)], [.. order.Select(n => _nodes[n].Cover)], values);
    }

    private readonly record struct Entry(NodeTest? Test, int Left, int Cover, float[] Values);
}
