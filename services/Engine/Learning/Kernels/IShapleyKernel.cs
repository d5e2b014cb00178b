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
