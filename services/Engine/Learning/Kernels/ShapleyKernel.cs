namespace Presage.Engine.Learning;

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
