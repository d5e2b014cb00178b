using Presage.Engine.Random;

namespace Presage.Engine.Learning;

/// <summary>The shape of a forest's trees.</summary>
/// <param name="Depth">Most tests on a path.</param>
/// <param name="MinRows">Fewest rows of a leaf.</param>
/// <param name="ColumnsPerNode">Columns that are drawn for each node; more when none of them can divide it.</param>
internal sealed record ForestShape(int Depth, int MinRows, int ColumnsPerNode);

/// <summary>Grows one tree whose leaves hold the positive rate of every component. Not for use by several threads.</summary>
internal sealed class ForestGrower(CoarseColumn[] columns, LabelCounts labels, ForestShape shape, int[] rows, Xoshiro256 random)
{
    private readonly RowPartition _partition = new(rows);
    private readonly GiniSplitFinder _finder = new(labels.Lanes, shape.MinRows);
    private readonly ulong[] _gathered = new ulong[labels.Words * rows.Length];
    private readonly int[] _counts = new int[BinMapper.Slots * labels.Lanes];
    private readonly byte[] _goesLeft = new byte[BinMapper.Slots];
    private readonly int[] _order = [.. Enumerable.Range(0, columns.Length)];

    /// <summary>[component][column] decrease of gini impurity.</summary>
    public double[][] Gains { get; } = [.. Enumerable.Range(1, labels.Lanes - 1).Select(_ => new double[columns.Length])];

    public Tree Grow()
    {
        var builder = new TreeBuilder(labels.Lanes - 1);
        var open = new Stack<Node>();
        open.Push(new Node(TreeBuilder.Root, 0, 0, rows.Length, Total(0, rows.Length)));
        while (open.TryPop(out var node))
        {
            var split = FindSplit(node);
            if (double.IsNegativeInfinity(split.Score))
            {
                builder.SetLeaf(node.Number, node.Rows, [.. node.Total.Skip(1).Select(p => (float)((double)p / node.Rows))]);
                continue;
            }

            Tabulate(split.Test);
            var middle = _partition.Split(node.Begin, node.End, columns[split.Test.Column].Bins, _goesLeft);
            var leftNumber = builder.Split(node.Number, split.Test);
            var left = new Node(leftNumber, node.Depth + 1, node.Begin, middle, Total(node.Begin, middle));
            var right = new Node(leftNumber + 1, node.Depth + 1, middle, node.End, [.. node.Total.Zip(left.Total, (a, b) => a - b)]);
            AddGains(split.Test.Column, node.Total, left.Total, right.Total);
            open.Push(right);
            open.Push(left);
        }

        return builder.Build();
    }

    private GiniSplit FindSplit(Node node)
    {
        var best = GiniSplit.None;
        if (node.Depth >= shape.Depth || node.Rows < 2 * Math.Max(1, shape.MinRows) || IsPure(node))
            return best;
        var list = rows.AsSpan(node.Begin, node.Rows);
        var gathered = _gathered.AsSpan(0, labels.Words * node.Rows);
        labels.Gather(list, gathered);
        for (var drawn = 0; drawn < columns.Length && (drawn < shape.ColumnsPerNode || double.IsNegativeInfinity(best.Score)); drawn++)
        {
            var column = Draw(drawn);
            var counts = _counts.AsSpan(0, (columns[column].Count + 1) * labels.Lanes);
            labels.Count(columns[column].Bins, list, gathered, counts);
            var split = _finder.Find(column, columns[column], counts, node.Total);
            if (split.IsBetterThan(best))
                best = split;
        }

        return best;
    }

    /// <summary>One step of the Fisher-Yates shuffle; without sampling the columns come in their order.</summary>
    private int Draw(int drawn)
    {
        if (shape.ColumnsPerNode >= columns.Length)
            return drawn;
        var pick = drawn + random.NextBelow(columns.Length - drawn);
        (_order[drawn], _order[pick]) = (_order[pick], _order[drawn]);
        return _order[drawn];
    }

    private static bool IsPure(Node node)
    {
        foreach (var positives in node.Total.AsSpan(1))
        {
            if (positives != 0 && positives != node.Rows)
                return false;
        }

        return true;
    }

    /// <summary>Translates a decision on bins of the matrix to coarse bins.</summary>
    private void Tabulate(NodeTest test)
    {
        var column = columns[test.Column];
        for (var bin = 0; bin < column.Count; bin++)
            _goesLeft[bin] = test.GoesLeft(column.Upper[bin]) ? (byte)1 : (byte)0;
        _goesLeft[column.Count] = test.GoesLeft(BinMapper.Missing) ? (byte)1 : (byte)0;
    }

    private int[] Total(int begin, int end)
    {
        var total = new int[labels.Lanes];
        labels.Total(rows.AsSpan(begin, end - begin), total);
        return total;
    }

    private void AddGains(int column, int[] node, int[] left, int[] right)
    {
        for (var k = 0; k < Gains.Length; k++)
            Gains[k][column] += 2 * (Square(left, k) + Square(right, k) - Square(node, k));
    }

    private static double Square(int[] counts, int component) => (double)counts[component + 1] * counts[component + 1] / counts[0];

    private readonly record struct Node(int Number, int Depth, int Begin, int End, int[] Total)
    {
        public int Rows => End - Begin;
    }
}
