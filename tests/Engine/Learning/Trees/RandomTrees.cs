using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

/// <summary>Trees and rows made up at random: columns repeat on a path, every third is a category, values are missing.</summary>
internal sealed class RandomTrees
{
    private const int Bins = 8;

    private readonly Xoshiro256 _random;

    public RandomTrees(long seed, int columns)
    {
        _random = new Xoshiro256(seed);
        string[] categories = [.. Enumerable.Range(0, Bins).Select(i => $"{i}")];
        FeatureColumn[] described =
            [.. Enumerable.Range(0, columns).Select(c => new FeatureColumn($"c{c}", $"c{c}", "", "", c % 3 == 2 ? categories : null))];
        Mapper = BinMapper.Fit(described, [.. described.Select(_ => Enumerable.Range(0, Bins).Select(i => (double)i).ToArray())]);
    }

    public BinMapper Mapper { get; }

    /// <summary>[column][row] numbers of bins, or missing.</summary>
    public double[][] Rows(int count) =>
        [.. Mapper.Columns.Select(
            _ => Enumerable.Range(0, count).Select(_ => _random.NextBelow(6) == 0 ? double.NaN : _random.NextBelow(Bins)).ToArray())];

    public byte[] Bin(double[][] values, int row) => [.. values.Select((column, c) => Mapper.Bin(c, column[row]))];

    public Tree Grow(int leaves, int outputs = 1)
    {
        var builder = new TreeBuilder(outputs);
        var open = new List<int> { TreeBuilder.Root };
        while (open.Count < leaves)
        {
            var at = _random.NextBelow(open.Count);
            var left = builder.Split(open[at], Decide(_random.NextBelow(Mapper.Columns.Count)));
            open[at] = left;
            open.Add(left + 1);
        }

        foreach (var leaf in open)
            SetLeaf(builder, leaf, outputs);
        return builder.Build();
    }

    /// <summary>A single path that asks for every column once, with a leaf at every step.</summary>
    public Tree Path()
    {
        var builder = new TreeBuilder(1);
        var node = TreeBuilder.Root;
        for (var c = 0; c < Mapper.Columns.Count; c++)
        {
            var left = builder.Split(node, Decide(c));
            SetLeaf(builder, left + c % 2, 1);
            node = left + 1 - c % 2;
        }

        SetLeaf(builder, node, 1);
        return builder.Build();
    }

    private void SetLeaf(TreeBuilder builder, int leaf, int outputs) =>
        builder.SetLeaf(
            leaf, 1 + _random.NextBelow(50), [.. Enumerable.Range(0, outputs).Select(_ => (float)(_random.NextDouble() - 0.5))]);

    private NodeTest Decide(int column)
    {
        if (!Mapper.Columns[column].IsCategorical)
            return new NodeTest(column, (byte)_random.NextBelow(Bins), _random.NextBelow(2) == 0);
        var set = new BinSet();
        for (var bin = 0; bin < Bins; bin++)
        {
            if (_random.NextBelow(2) == 0)
                set.Add(bin);
        }

        if (_random.NextBelow(2) == 0)
            set.Add(BinMapper.Missing);
        return new NodeTest(column, 0, false, set);
    }
}
