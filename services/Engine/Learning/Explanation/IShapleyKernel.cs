namespace Presage.Engine.Learning;

/// <summary>The innermost loop of TreeSHAP, for one kind of processor; all kernels give the same bits.</summary>
internal interface IShapleyKernel
{
    string Name { get; }

    /// <summary>Whether this processor runs it fast; it gives the right result on any.</summary>
    bool IsSupported { get; }

    /// <summary>Adds a tree's Shapley values to those of a block of rows.</summary>
    /// <param name="left">[node], see <see cref="ShapleyTree.Ask"/>.</param>
    /// <param name="agree">[node], see <see cref="ShapleyTree.Ask"/>.</param>
    /// <param name="rows">Number of rows in the block.</param>
    /// <param name="sums">[column x <see cref="BinBlock.Capacity"/>].</param>
    /// <param name="scratch">At least <see cref="ShapleyKernels.Scratch"/> numbers.</param>
    void Add(ShapleyTree tree, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> agree, int rows, Span<double> sums, Span<double> scratch);
}
