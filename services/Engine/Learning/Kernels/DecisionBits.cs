namespace Presage.Engine.Learning;

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
            agree[i] = node.Earlier < 0 ? ulong.MaxValue : agree[node.Earlier] & (node.EarlierLeft ? left[node.Earlier] : ~left[node.Earlier]);
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
