namespace Presage.Engine.Learning;

/// <summary>
/// Grows one tree after the other, leaf-wise: always the leaf whose split gains most is divided. Only the child with fewer rows is summed
/// from its rows; the other one's histogram is the parent's less the child's, in the parent's memory.
/// </summary>
internal sealed class TreeGrower
{
    private const int Side = RowMajorCodes.Side;

    private readonly BundledMatrix _matrix;
    private readonly TreeShape _shape;
    private readonly FixedPoint _units;
    private readonly int _threads;
    private readonly SplitFinder _finder;
    private readonly LeafRows _rows;
    private readonly LeafSums _sums;
    private readonly HistogramPool _pool;
    private readonly TreeBuilder _builder = new(outputs: 1);
    private readonly List<Leaf> _leaves = [];
    private readonly Split[] _splits;
    private readonly Split[] _siblingSplits;
    private readonly Action<int> _evaluatePart;
    private int _leafCount;
    private bool _isSummed;
    private (Leaf Leaf, Leaf? Sibling, RoundGradients Round) _evaluated;

    /// <param name="threads">Bundles are worked on by so many threads.</param>
    public TreeGrower(BundledMatrix matrix, RowMajorCodes codes, FixedPoint units, TreeShape shape, Kernels kernels, int threads)
    {
        (_matrix, _units, _shape, _threads) = (matrix, units, shape, threads);
        _finder = new SplitFinder(units, shape.Rules);
        _rows = new LeafRows(matrix, kernels.Partition);
        _sums = new LeafSums(codes, matrix);
        _pool = new HistogramPool(matrix.Bundles.Length);
        _splits = new Split[matrix.Columns.Length];
        _siblingSplits = new Split[matrix.Columns.Length];
        _evaluatePart = EvaluatePart;
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
        _evaluated = (root, null, round);
        if (CanSplit(root))
            EvaluateParts(isSummed: true);
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
        gains[split.Decision.Column] += split.Gain;
        var ranges = _rows.Divide(left.Range, split.Decision);
        var bounds = BoundsOf(left, split.Left, total);
        var node = _builder.Split(left.Node, split.Decision);
        left.Begin(node, depth, ranges.Left, split.Left, bounds.Left);
        var right = NewLeaf(node + 1, depth, ranges.Right, total, bounds.Right);

        var (small, large) = left.Range.Count <= right.Range.Count ? (left, right) : (right, left);
        large.Histogram = histogram;
        if (_leafCount == _shape.Leaves || !(CanSplit(small) || CanSplit(large)))
        {
            Release(large);
            return;
        }

        small.Histogram = _pool.Rent();
        _sums.Gather(_rows.Numbers(small.Range), round.Packed, component);
        _evaluated = (small, large, round);
        EvaluateParts(isSummed: false);
        if (small.Split.Gain <= 0)
            Release(small);
        if (large.Split.Gain <= 0)
            Release(large);
    }

    private bool CanSplit(Leaf leaf) =>
        leaf.Range.Count >= 2
        && _units.Hessian(leaf.Total) >= 2 * _shape.Rules.MinChildWeight
        && (_shape.MaxDepth == 0 || leaf.Depth < _shape.MaxDepth);

    private (Bounds Left, Bounds Right) BoundsOf(Leaf parent, RowSums left, RowSums right) => parent.Bounds.Split(
        _shape.Rules.Monotone[parent.Split.Decision.Column], WeightOf(left, parent.Bounds), WeightOf(right, parent.Bounds));

    private double WeightOf(RowSums sums, Bounds bounds) => _shape.Rules.Weight(_units.Gradient(sums), _units.Hessian(sums), bounds);

    private float ValueOf(Leaf leaf) => (float)(_shape.LearningRate * WeightOf(leaf.Total, leaf.Bounds));

    /// <summary>Sums the leaf's histogram, takes it from its sibling's if there is one, and finds the best split of both.</summary>
    private void EvaluateParts(bool isSummed)
    {
        _isSummed = isSummed;
        Work.For(_threads, _threads, _evaluatePart);
        var (leaf, sibling, _) = _evaluated;
        leaf.Split = Best(_splits);
        if (sibling is not null)
            sibling.Split = Best(_siblingSplits);
    }

    private void EvaluatePart(int part)
    {
        var (leaf, sibling, round) = _evaluated;
        var sides = (round.Bundles.Length + Side - 1) / Side;
        var (from, to) = (Side * (part * sides / _threads), Math.Min(Side * ((part + 1) * sides / _threads), round.Bundles.Length));
        if (from >= to)
            return;
        if (!_isSummed)
            _sums.Sum(_rows.Numbers(leaf.Range), round.Bundles, from, to, leaf.Histogram!);
        foreach (var bundle in round.Bundles.AsSpan(from..to))
        {
            FindSplits(leaf, bundle, round.Sample, _splits);
            if (sibling is null)
                continue;
            sibling.Histogram!.Subtract(leaf.Histogram!, bundle);
            FindSplits(sibling, bundle, round.Sample, _siblingSplits);
        }
    }

    private void FindSplits(Leaf leaf, int bundle, RoundSample sample, Split[] splits)
    {
        Span<RowSums> room = stackalloc RowSums[BinMapper.Slots];
        var canSplit = CanSplit(leaf);
        for (var member = 0; member < _matrix.Bundles[bundle].Columns.Count; member++)
        {
            var column = _matrix.Bundles[bundle].Columns[member];
            if (!canSplit || !sample.IsSelected[column])
            {
                splits[column] = Split.None;
                continue;
            }

            var sums = _matrix.Bundles[bundle].SumsOf(member, leaf.Histogram!.Bundle(bundle), room);
            splits[column] = _matrix.Mapper.Columns[column].IsCategorical
                ? _finder.Categorical(column, sums, leaf.Total, leaf.Bounds)
                : _finder.Numeric(column, sums, _matrix.Mapper.BinCount(column), leaf.Total, leaf.Bounds);
        }
    }

    /// <summary>Of equal gains that of the lower column.</summary>
    private Split Best(Split[] splits)
    {
        var best = Split.None;
        foreach (var bundle in _evaluated.Round.Bundles)
        {
            foreach (var column in _matrix.Bundles[bundle].Columns)
            {
                var split = splits[column];
                if (split.Gain > best.Gain || (split.Gain == best.Gain && split.Gain > 0 && column < best.Decision.Column))
                    best = split;
            }
        }

        return best;
    }

    private void Release(Leaf leaf)
    {
        if (leaf.Histogram is { } histogram)
            _pool.Return(histogram);
        leaf.Histogram = null;
    }
}
