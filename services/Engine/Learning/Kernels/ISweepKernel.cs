namespace Presage.Engine.Learning;

/// <summary>Finds the leaves of many rows by asking all of them every question of a tree.</summary>
internal unsafe interface ISweepKernel
{
    /// <summary>Writes the leaf of each row.</summary>
    /// <param name="bins">[column x row]: a block of rows, column after column.</param>
    /// <param name="stride">Rows a column has room for; a multiple of 256.</param>
    /// <param name="rows">Number of rows, rounded up to a multiple of 64.</param>
    /// <param name="leaves">[row] numbers of leaves, see <see cref="SweptTree"/>.</param>
    void Sweep(ReadOnlySpan<SweepStep> steps, byte* bins, int stride, int rows, byte* leaves);
}
