namespace Presage.Engine.Learning;

/// <summary>
/// Exact path-dependent Shapley values of a sum of trees, see <see cref="ShapleyTree"/>. Takes a few hundred bytes a decision and
/// component, for as long as the classifier lives; safe to use from several threads.
/// </summary>
internal sealed class TreeShap
{
    private readonly BinMapper _mapper;
    private readonly ShapleyTree[] _trees;
    private readonly double _expected;

    /// <param name="output">The output of the trees to explain.</param>
    /// <param name="scale">Factor of the trees' values.</param>
    /// <param name="start">What is added to their sum.</param>
    public TreeShap(BinMapper mapper, IReadOnlyList<Tree> trees, int output = 0, double scale = 1, double start = 0)
    {
        _mapper = mapper;
        _trees = [.. trees.Select(tree => new ShapleyTreeBuilder(tree, output, scale).Build())];
        _expected = start + _trees.Sum(tree => tree.Expected);
        _trees = Array.FindAll(_trees, tree => tree.Nodes.Length > 0);
    }

    /// <param name="values">[column][row]; NaN is missing.</param>
    /// <param name="rows">Row numbers.</param>
    /// <param name="contributions">[column][position in rows], overwritten.</param>
    /// <param name="kernels">Null for the best.</param>
    /// <returns>The sum's mean over the training rows, which a row's contributions are added to.</returns>
    public double Explain(double[][] values, ReadOnlySpan<int> rows, double[][] contributions, Kernels? kernels = null)
    {
        var shapley = (kernels ?? Kernels.Chosen).Shapley;
        var block = new BinBlock(_mapper);
        var scratch = new double[_trees.Select(shapley.Scratch).DefaultIfEmpty().Max()];
        var sums = new double[_mapper.Columns.Count * BinBlock.Capacity];
        for (var at = 0; at < rows.Length; at += BinBlock.Capacity)
        {
            var part = rows.Slice(at, Math.Min(BinBlock.Capacity, rows.Length - at));
            block.Fill(values, part, kernels);
            Array.Clear(sums);
            foreach (var tree in _trees)
                shapley.Add(tree, block, part.Length, sums, scratch);

            for (var c = 0; c < contributions.Length; c++)
                sums.AsSpan(c * BinBlock.Capacity, part.Length).CopyTo(contributions[c].AsSpan(at));
        }

        return _expected;
    }
}
