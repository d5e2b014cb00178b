namespace Presage.Engine.Learning;

/// <summary>Exact Shapley values of a tree for a block of rows, see <see cref="ShapleyTree"/>.</summary>
internal interface IShapleyKernel
{
    /// <summary>Numbers of working memory that a tree takes.</summary>
    int Scratch(ShapleyTree tree);

    /// <summary>Adds a tree's Shapley values to those of the rows.</summary>
    /// <param name="rows">Number of rows in the block.</param>
    /// <param name="sums">[column x <see cref="BinBlock.Capacity"/>].</param>
    /// <param name="scratch">At least <see cref="Scratch"/> numbers; what is in it does not matter.</param>
    void Add(ShapleyTree tree, BinBlock block, int rows, Span<double> sums, Span<double> scratch);
}

/// <summary>Four vectors of rows at a time, which measured fastest at every width; one at the end, and where there are few rows.</summary>
internal sealed unsafe class ShapleyKernel<TBytes, T> : IShapleyKernel
    where TBytes : struct, IByteLanes<TBytes>
    where T : struct, IDoubleLanes<T>
{
    private const int Alignment = 64;

    private static int Width => Twice<Twice<T>>.Count;

    public int Scratch(ShapleyTree tree)
    {
        var count = tree.Nodes.Length;
        return count * (Order(tree) + 1) * Width + tree.Leaves.Length * ShapleyPass<T>.LeafStep + 2 * count + Alignment / sizeof(double);
    }

    public void Add(ShapleyTree tree, BinBlock block, int rows, Span<double> sums, Span<double> scratch)
    {
        var count = tree.Nodes.Length;
        fixed (double* to = sums, memory = scratch)
        {
            var states = (double*)(((nint)memory + Alignment - 1) & -Alignment);
            var coefficients = states + count * Order(tree) * Width;
            var leaves = coefficients + count * Width;
            var left = (ulong*)(leaves + tree.Leaves.Length * ShapleyPass<T>.LeafStep);
            var agree = left + count;
            DecisionBits.Ask<TBytes>(tree, block, left, agree);
            for (var i = 0; i < tree.Leaves.Length; i++)
                new Span<double>(leaves + i * ShapleyPass<T>.LeafStep, rows > T.Count ? Width : T.Count).Fill(tree.Leaves[i]);
            var first = 0;
            for (; rows - first > T.Count; first += Width)
                new ShapleyPass<Twice<Twice<T>>>(states, coefficients, leaves).Add(tree, left, agree, first, to);
            if (rows > first)
                new ShapleyPass<T>(states, coefficients, leaves).Add(tree, left, agree, first, to);
        }
    }

    private static int Order(ShapleyTree tree) => Math.Min(ShapleyPass<T>.MostOrder, tree.Quadrature.Nodes.Length);
}

/// <summary>Answers of decisions for a block of rows, a bit a row, the first row the lowest.</summary>
internal static unsafe class DecisionBits
{
    /// <summary>Asks all decisions of a tree.</summary>
    /// <param name="left">[node] rows that it sends left.</param>
    /// <param name="agree">[node] rows that agree with the decisions above on the same column.</param>
    public static void Ask<T>(ShapleyTree tree, BinBlock block, ulong* left, ulong* agree)
        where T : struct, IByteLanes<T>
    {
        var nodes = tree.Nodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            ref readonly var node = ref nodes[i];
            left[i] = ~Right<T>(in tree.Tests[i], block.Column(node.Column));
            agree[i] = node.Earlier < 0
                ? ulong.MaxValue
                : agree[node.Earlier] & (node.EarlierLeft ? left[node.Earlier] : ~left[node.Earlier]);
        }
    }

    private static ulong Right<T>(in BinTest test, ReadOnlySpan<byte> column)
        where T : struct, IByteLanes<T>
    {
        ulong bits = 0;
        fixed (byte* bins = column)
        {
            for (var i = 0; i < BinBlock.Capacity; i += T.Count)
                bits |= T.Bits(test.GoesRight(T.Load(bins + i))) << i;
        }

        return bits;
    }
}
