namespace Presage.Engine.Learning;

/// <summary>
/// Finds the best splits of leaves. Of two siblings only the one with fewer rows is summed from its rows; the other one's sums are the
/// parent's less these, in the parent's memory.
/// </summary>
internal sealed class SplitSearch
{
    private const int Side = RowMajorCodes.Side;

    private readonly BundledMatrix _matrix;
    private readonly GradientUnits _units;
    private readonly TreeShape _shape;
    private readonly LeafRows _rows;
    private readonly LeafSums _sums;
    private readonly SplitFinder _finder;
    private readonly int _threads;
    private readonly Split[] _splits;
    private readonly Split[] _siblingSplits;
    private readonly Action<int> _searchPart;
    private (Leaf Leaf, Leaf? Sibling, RoundGradients Round) _job;

    /// <param name="threads">Bundles are worked on by so many threads.</param>
    public SplitSearch(BundledMatrix matrix, RowMajorCodes codes, GradientUnits units, TreeShape shape, LeafRows rows, int threads)
    {
        (_matrix, _units, _shape, _rows, _threads) = (matrix, units, shape, rows, threads);
        _sums = new LeafSums(codes, matrix);
        _finder = new SplitFinder(units, shape.Rules);
        _splits = new Split[matrix.Columns.Length];
        _siblingSplits = new Split[matrix.Columns.Length];
        _searchPart = SearchPart;
    }

    public bool CanSplit(Leaf leaf) =>
        leaf.Range.Count >= 2
        && _units.Hessian(leaf.Total) >= 2 * _shape.Rules.MinChildWeight
        && (_shape.MaxDepth == 0 || leaf.Depth < _shape.MaxDepth);

    /// <summary>Finds the best split of a root, whose histogram is there already.</summary>
    public void Search(Leaf root, RoundGradients round) => Run(root, null, round);

    /// <summary>Finds the best splits of two siblings.</summary>
    /// <param name="small">The one with fewer rows; its histogram is overwritten.</param>
    /// <param name="large">Has the parent's histogram.</param>
    /// <param name="component">Of the four that <paramref name="round"/> is about.</param>
    public void Search(Leaf small, Leaf large, RoundGradients round, int component)
    {
        _sums.Gather(_rows.Numbers(small.Range), round.Packed, component);
        Run(small, large, round);
    }

    private void Run(Leaf leaf, Leaf? sibling, RoundGradients round)
    {
        _job = (leaf, sibling, round);
        Work.For(_threads, _threads, _searchPart);
        leaf.Split = Best(_splits, round);
        if (sibling is not null)
            sibling.Split = Best(_siblingSplits, round);
    }

    private void SearchPart(int part)
    {
        var (leaf, sibling, round) = _job;
        var sides = (round.Bundles.Length + Side - 1) / Side;
        var (from, to) = (Side * (part * sides / _threads), Math.Min(Side * ((part + 1) * sides / _threads), round.Bundles.Length));
        if (from >= to)
            return;
        if (sibling is not null)
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
            splits[column] = canSplit && sample.IsSelected[column]
                ? FindSplit(leaf, column, _matrix.Bundles[bundle].SumsOf(member, leaf.Histogram!.Bundle(bundle), room))
                : Split.None;
        }
    }

    private Split FindSplit(Leaf leaf, int column, ReadOnlySpan<RowSums> sums) => _matrix.Mapper.Columns[column].IsCategorical
        ? _finder.Categorical(column, sums, leaf.Total, leaf.Bounds)
        : _finder.Numeric(column, sums, _matrix.Mapper.BinCount(column), leaf.Total, leaf.Bounds);

    /// <summary>Of equal gains that of the lower column.</summary>
    private Split Best(Split[] splits, RoundGradients round)
    {
        var best = Split.None;
        foreach (var bundle in round.Bundles)
        {
            foreach (var column in _matrix.Bundles[bundle].Columns)
            {
                var split = splits[column];
                if (split.Gain > best.Gain || (split.Gain == best.Gain && split.Gain > 0 && column < best.Test.Column))
                    best = split;
            }
        }

        return best;
    }
}
