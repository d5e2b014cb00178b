namespace Presage.Engine.Learning;

/// <summary>The shape of boosted trees.</summary>
/// <param name="Leaves">Most leaves.</param>
/// <param name="MaxDepth">Most decisions on a path; 0 for no limit.</param>
/// <param name="LearningRate">What leaf values are multiplied by.</param>
internal sealed record TreeShape(int Leaves, int MaxDepth, double LearningRate, SplitRules Rules);

/// <summary>
/// Grows one tree after the other, leaf-wise: always the leaf whose split gains most is divided. Only the child with fewer rows is summed
/// from its rows; the other one's histogram is the parent's less the child's, in the parent's memory.
/// </summary>
/// <param name="columns">[column][row] bins of the training rows.</param>
/// <param name="groups">The same bins in words.</param>
/// <param name="threads">Columns are worked on by so many threads.</param>
internal sealed class TreeGrower(
    byte[][] columns, ColumnGroups groups, BinMapper mapper, int rows, FixedPoint units, TreeShape shape, int threads)
{
    private readonly SplitFinder _finder = new(units, shape.Rules);
    private readonly HistogramPool _pool = new(columns.Length);
    private readonly long[] _gathered = new long[rows];
    private readonly RowPartition _partition = new(new int[rows]);
    private readonly byte[] _goesLeft = new byte[BinMapper.Slots];
    private readonly Split[] _splits = new Split[columns.Length];
    private readonly Split[] _siblingSplits = new Split[columns.Length];
    private readonly List<Leaf> _leaves = [];
    private readonly double[] _gains = new double[columns.Length];
    private int[] _selected = [];
    private (int Group, int[] Columns)[] _groups = [];

    /// <summary>[column] total gain of all splits so far.</summary>
    public IReadOnlyList<double> Gains => _gains;

    /// <param name="gradients">[row] packed gradients.</param>
    /// <param name="sample">Ascending rows to grow on.</param>
    /// <param name="selected">Columns to split on.</param>
    public Tree Grow(long[] gradients, int[]? sample, int[] selected)
    {
        var builder = new TreeBuilder(outputs: 1);
        _selected = selected;
        _groups = [.. selected.GroupBy(c => c / ColumnGroups.Width).Select(g => (g.Key, g.ToArray()))];
        _leaves.Clear();
        _leaves.Add(Root(gradients, sample));
        while (_leaves.Count < shape.Leaves && Strongest() is { } leaf)
            Divide(leaf, builder, gradients);
        foreach (var leaf in _leaves)
        {
            leaf.Value = (float)(-shape.LearningRate * units.Gradient(leaf.Total) / (units.Hessian(leaf.Total) + shape.Rules.L2));
            builder.SetLeaf(leaf.Node, leaf.Rows, [leaf.Value]);
            Release(leaf);
        }

        return builder.Build();
    }

    /// <summary>Adds the last tree's values to the scores of the rows it was grown on.</summary>
    public void AddTo(double[] scores)
    {
        foreach (var leaf in _leaves)
        {
            double value = leaf.Value;
            foreach (var row in _partition.Rows.AsSpan(leaf.Begin, leaf.Rows))
                scores[row] += value;
        }
    }

    private Leaf Root(long[] gradients, int[]? sample)
    {
        var count = sample?.Length ?? rows;
        for (var i = 0; i < count; i++)
            _partition.Rows[i] = sample?[i] ?? i;
        var root = new Leaf(TreeBuilder.Root, 0, 0, count);
        if (CanSplit(root))
        {
            root.Histogram = _pool.Rent();
            Evaluate(root, null, gradients, all: sample is null);
        }
        else
        {
            root.Total = Sum(gradients, root);
        }

        return root;
    }

    private Leaf? Strongest()
    {
        Leaf? best = null;
        foreach (var leaf in _leaves)
        {
            if (leaf.Split.Gain > (best?.Split.Gain ?? 0))
                best = leaf;
        }

        return best;
    }

    private void Divide(Leaf leaf, TreeBuilder builder, long[] gradients)
    {
        var split = leaf.Split;
        _gains[split.Decision.Column] += split.Gain;
        split.Decision.Tabulate(_goesLeft);
        var middle = _partition.Split(leaf.Begin, leaf.End, columns[split.Decision.Column], _goesLeft);
        var node = builder.Split(leaf.Node, split.Decision);
        var left = new Leaf(node, leaf.Depth + 1, leaf.Begin, middle) { Total = split.Left };
        var right = new Leaf(node + 1, leaf.Depth + 1, middle, leaf.End) { Total = leaf.Total - split.Left };
        _leaves[_leaves.IndexOf(leaf)] = left;
        _leaves.Add(right);

        var (small, large) = left.Rows <= right.Rows ? (left, right) : (right, left);
        if (_leaves.Count == shape.Leaves || !CanSplit(large))
        {
            Release(leaf);
            return;
        }

        small.Histogram = _pool.Rent();
        large.Histogram = leaf.Histogram;
        leaf.Histogram = null;
        Evaluate(small, large, gradients, all: false);
    }

    private bool CanSplit(Leaf leaf) => leaf.Rows >= 2 * shape.Rules.MinRows && (shape.MaxDepth == 0 || leaf.Depth < shape.MaxDepth);

    /// <summary>Sums a leaf's histogram, takes it from its sibling's if there is one, and finds the best split of both.</summary>
    private void Evaluate(Leaf leaf, Leaf? sibling, long[] gradients, bool all)
    {
        if (!all)
            HistogramKernel.Gather(gradients, _partition.Rows.AsSpan(leaf.Begin, leaf.Rows), _gathered);
        var ordered = all ? gradients : _gathered;
        if (sibling is null)
            leaf.Total = Sum(gradients, leaf);

        Work.For(_groups.Length, threads, g =>
        {
            var (group, members) = _groups[g];
            var numbers = all ? default : _partition.Rows.AsSpan(leaf.Begin, leaf.Rows);
            HistogramKernel.Sum(groups.Words(group), numbers, ordered.AsSpan(0, leaf.Rows), leaf.Histogram!.Group(group), units.One);
            foreach (var column in members)
            {
                _splits[column] = FindSplit(leaf, column);
                if (sibling is null)
                    continue;
                sibling.Histogram!.Subtract(leaf.Histogram, column);
                _siblingSplits[column] = FindSplit(sibling, column);
            }
        });
        leaf.Split = Best(_splits);
        if (sibling is not null)
            sibling.Split = Best(_siblingSplits);
    }

    private Split FindSplit(Leaf leaf, int column)
    {
        if (!CanSplit(leaf))
            return Split.None;
        var sums = leaf.Histogram!.Column(column);
        return mapper.Columns[column].IsCategorical
            ? _finder.Categorical(column, sums, leaf.Total)
            : _finder.Numeric(column, sums, mapper.BinCount(column), leaf.Total);
    }

    private Split Best(Split[] splits)
    {
        var best = Split.None;
        foreach (var column in _selected)
        {
            if (splits[column].Gain > best.Gain)
                best = splits[column];
        }

        return best;
    }

    private RowSums Sum(long[] gradients, Leaf leaf)
    {
        RowSums sum = default;
        foreach (var row in _partition.Rows.AsSpan(leaf.Begin, leaf.Rows))
            sum += units.Unpack(gradients[row]);
        return sum;
    }

    private void Release(Leaf leaf)
    {
        if (leaf.Histogram is { } histogram)
            _pool.Return(histogram);
        leaf.Histogram = null;
    }

    private sealed class Leaf(int node, int depth, int begin, int end)
    {
        public int Node => node;

        public int Depth => depth;

        public int Begin => begin;

        public int End => end;

        public int Rows => end - begin;

        public RowSums Total { get; set; }

        public Histogram? Histogram { get; set; }

        public Split Split { get; set; } = Split.None;

        public float Value { get; set; }
    }
}
