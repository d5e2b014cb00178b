namespace Presage.Engine.Learning;

/// <summary>Prepares a tree for <see cref="ShapleyTree"/>.</summary>
/// <param name="scale">Factor of all values.</param>
internal sealed class ShapleyTreeBuilder(Tree tree, int output, double scale)
{
    private readonly List<ShapleyNode> _nodes = [];
    private readonly List<BinTest> _tests = [];
    private readonly List<int> _parents = [];
    private readonly List<double> _shares = [];
    private readonly List<double> _leaves = [];

    /// <summary>[decision] different columns on the path to it, its own included.</summary>
    private readonly List<int> _columns = [];

    public ShapleyTree Build()
    {
        var isConstant = Constants();
        var pending = new Stack<(int Source, int Parent, bool IsLeft)>([(0, -1, false)]);
        while (pending.TryPop(out var at))
        {
            var number = isConstant[at.Source] ? AddLeaf(at.Source) : _nodes.Count;
            if (at.Parent >= 0)
                _nodes[at.Parent] = at.IsLeft ? _nodes[at.Parent] with { Left = number } : _nodes[at.Parent] with { Right = number };
            if (number < 0)
                continue;
            AddDecision(at.Source, at.Parent);
            pending.Push((tree.LeftChild(at.Source) + 1, number, false));
            pending.Push((tree.LeftChild(at.Source), number, true));
        }

        var quadrature = GaussLegendre.ForDegree(_columns.DefaultIfEmpty(1).Max() - 1);
        var tables = Tabulate(quadrature);
        return new ShapleyTree(quadrature, [.. _nodes], [.. _tests], [.. _leaves], tables, Expected());
    }

    /// <summary>[node of the tree] whether all leaves below have one value.</summary>
    private bool[] Constants()
    {
        var isConstant = new bool[tree.NodeCount];
        for (var node = tree.NodeCount - 1; node >= 0; node--)
        {
            var left = tree.LeftChild(node);
            isConstant[node] = tree.IsLeaf(node)
                || isConstant[left] && isConstant[left + 1] && FirstLeaf(left) == FirstLeaf(left + 1);
        }

        return isConstant;
    }

    private float FirstLeaf(int node)
    {
        while (!tree.IsLeaf(node))
            node = tree.LeftChild(node);
        return tree.Value(node, output);
    }

    private int AddLeaf(int source)
    {
        _leaves.Add(scale * FirstLeaf(source));
        return ~(_leaves.Count - 1);
    }

    private void AddDecision(int source, int parent)
    {
        var column = tree.Column(source);
        var (child, earlier) = (_nodes.Count, parent);
        while (earlier >= 0 && _nodes[earlier].Column != column)
            (child, earlier) = (earlier, _parents[earlier]);
        var isLeft = earlier >= 0 && _nodes[earlier].Left == child;
        var share = (double)tree.Covers[tree.LeftChild(source)] / tree.Covers[source];
        _columns.Add((parent < 0 ? 0 : _columns[parent]) + (earlier < 0 ? 1 : 0));
        _shares.Add(earlier < 0 ? 1 : _shares[earlier] * (isLeft ? _nodes[earlier].LeftShare : 1 - _nodes[earlier].LeftShare));
        _parents.Add(parent);
        _tests.Add(new BinTest(tree.Test(source)));
        _nodes.Add(new ShapleyNode(column, earlier, isLeft, share, 0, 0, 0));
    }

    /// <summary>Decisions with the same decision above on their column, to the same side, share a table.</summary>
    private double[] Tabulate(GaussLegendre quadrature)
    {
        var order = quadrature.Nodes.Length;
        var tables = new List<double>();
        AddTable(1);
        var known = new Dictionary<(int Earlier, bool IsLeft), int>();
        for (var i = 0; i < _nodes.Count; i++)
        {
            var node = _nodes[i];
            if (node.Earlier < 0)
                continue;
            if (known.TryAdd((node.Earlier, node.EarlierLeft), tables.Count))
                AddTable(_shares[i]);
            _nodes[i] = node with { Table = known[(node.Earlier, node.EarlierLeft)] };
        }

        return [.. tables];

        void AddTable(double share)
        {
            tables.AddRange(quadrature.Nodes.Select(t => t / (t + share * (1 - t))));
            tables.AddRange(quadrature.Nodes.Select(t => share / Math.Pow(t + share * (1 - t), 2)));
        }
    }

    private double Expected()
    {
        var means = new double[_nodes.Count];
        for (var i = means.Length - 1; i >= 0; i--)
            means[i] = _nodes[i].LeftShare * Mean(_nodes[i].Left) + (1 - _nodes[i].LeftShare) * Mean(_nodes[i].Right);
        return Mean(means.Length == 0 ? ~0 : 0);

        double Mean(int child) => child < 0 ? _leaves[~child] : means[child];
    }
}
