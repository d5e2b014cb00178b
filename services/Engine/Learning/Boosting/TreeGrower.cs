namespace Presage.Engine.Learning;

/// <summary>
/// Grows one tree after the other, leaf-wise: always the leaf whose split gains most is divided.
/// </summary>
internal sealed class TreeGrower
{
    private readonly TreeShape _shape;
    private readonly GradientUnits _units;
    private readonly LeafRows _rows;
    private readonly SplitSearch _search;
    private readonly HistogramPool _pool;
    private readonly TreeBuilder _builder = new(outputs: 1);
    private readonly List<Leaf> _leaves = [];
    private int _leafCount;

    /// <param name="threads">Bundles are worked on by so many threads; see <see cref="SplitSearch"/>.</param>
    public TreeGrower(BundledMatrix matrix, RowMajorCodes codes, GradientUnits units, TreeShape shape, Kernels kernels, int threads)
    {
        (_units, _shape) = (units, shape);
        _rows = new LeafRows(matrix, kernels.Partition);
        _search = new SplitSearch(matrix, codes, units, shape, _rows, threads);
        _pool = new HistogramPool(matrix.Bundles.Length);
    }

    /// <param name="component">Of the four that <paramref name="round"/> is about.</param>
    /// <param name="gains">[column] the gains of the splits are added.</param>
    public Tree Grow(RoundGradients round, int component, double[] gains)
    {
        _builder.Begin();
        _leafCount = 0;
        Root(round, component);
        while (_leafCount < _shape.Leaves && Strongest() is var at and >= 0)
            Divide(at, round, component, gains);
        for (var i = 0; i < _leafCount; i++)
        {
            var leaf = _leaves[i];
            _builder.SetLeaf(leaf.Node, leaf.Range.Count, [ValueOf(leaf)]);
            Release(leaf);
        }

        return _builder.Build();
    }

    /// <summary>Adds the last tree's values to the scores of the rows it was grown on.</summary>
    public void AddTo(float[] scores)
    {
        for (var i = 0; i < _leafCount; i++)
            _rows.AddTo(scores, _leaves[i].Range, ValueOf(_leaves[i]));
    }

    private void Root(RoundGradients round, int component)
    {
        var histogram = _pool.Rent();
        for (var place = 0; place < round.Bundles.Length; place++)
            round.Roots.CopyTo(histogram.Bundle(round.Bundles[place]), place, component);
        RowSums total = default;
        foreach (var sum in histogram.Bundle(round.Bundles[0]))
            total += sum;

        var root = NewLeaf(TreeBuilder.Root, 0, _rows.Begin(round.Sample.Rows, round.Sample.RowCount), total, Bounds.None);
        root.Histogram = histogram;
        if (_search.CanSplit(root))
            _search.Search(root, round);
    }

    private Leaf NewLeaf(int node, int depth, LeafRange range, RowSums total, Bounds bounds)
    {
        if (_leaves.Count == _leafCount)
            _leaves.Add(new Leaf());
        var leaf = _leaves[_leafCount++];
        leaf.Begin(node, depth, range, total, bounds);
        return leaf;
    }

    private int Strongest()
    {
        var (best, gain) = (-1, 0.0);
        for (var i = 0; i < _leafCount; i++)
        {
            if (_leaves[i].Split.Gain > gain)
                (best, gain) = (i, _leaves[i].Split.Gain);
        }

        return best;
    }

    private void Divide(int at, RoundGradients round, int component, double[] gains)
    {
        var left = _leaves[at];
        var (split, histogram, depth, total) = (left.Split, left.Histogram, left.Depth + 1, left.Total - left.Split.Left);
        gains[split.Test.Column] += split.Gain;
        var ranges = _rows.Divide(left.Range, split.Test);
        var bounds = BoundsOf(left, split.Left, total);
        var node = _builder.Split(left.Node, split.Test);
        left.Begin(node, depth, ranges.Left, split.Left, bounds.Left);
        var right = NewLeaf(node + 1, depth, ranges.Right, total, bounds.Right);

        var (small, large) = left.Range.Count <= right.Range.Count ? (left, right) : (right, left);
        large.Histogram = histogram;
        if (_leafCount == _shape.Leaves || !(_search.CanSplit(small) || _search.CanSplit(large)))
        {
            Release(large);
            return;
        }

        small.Histogram = _pool.Rent();
        _search.Search(small, large, round, component);
        if (small.Split.Gain <= 0)
            Release(small);
        if (large.Split.Gain <= 0)
            Release(large);
    }

    private (Bounds Left, Bounds Right) BoundsOf(Leaf parent, RowSums left, RowSums right) => parent.Bounds.Split(
        _shape.Rules.Monotone[parent.Split.Test.Column], WeightOf(left, parent.Bounds), WeightOf(right, parent.Bounds));

    private double WeightOf(RowSums sums, Bounds bounds) => _shape.Rules.Weight(_units.Gradient(sums), _units.Hessian(sums), bounds);

    private float ValueOf(Leaf leaf) => (float)(_shape.LearningRate * WeightOf(leaf.Total, leaf.Bounds));

    private void Release(Leaf leaf)
    {
        if (leaf.Histogram is { } histogram)
            _pool.Return(histogram);
        leaf.Histogram = null;
    }
}

/// <summary>The shape of boosted trees.</summary>
/// <param name="Leaves">Most leaves.</param>
/// <param name="MaxDepth">Most decisions on a path; 0 for no limit.</param>
/// <param name="LearningRate">What leaf values are multiplied by.</param>
internal sealed record TreeShape(int Leaves, int MaxDepth, double LearningRate, SplitRules Rules);
