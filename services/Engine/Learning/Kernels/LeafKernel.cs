using System.Runtime.CompilerServices;

namespace Presage.Engine.Learning;

/// <summary>Finds the leaves of many rows by asking all of them every question of a tree.</summary>
internal unsafe interface ILeafKernel
{
    /// <summary>Writes the leaf of each row.</summary>
    /// <param name="bins">[column x row]: a block of rows, column after column.</param>
    /// <param name="stride">Rows a column has room for; a multiple of 256.</param>
    /// <param name="rows">Number of rows, rounded up to a multiple of 64.</param>
    /// <param name="leaves">[row] numbers of leaves, see <see cref="FlatTree"/>.</param>
    void Find(ReadOnlySpan<TreeStep> steps, byte* bins, int stride, int rows, byte* leaves);
}

/// <summary>
/// All rows begin in leaf 0; each step moves the rows of a leaf that go right to a new one. Every step is asked of every row, which for
/// small trees costs less than walking: no step waits for memory or for the one before, and a vector answers for up to 64 rows (the idea of
/// QuickScorer, Lucchese et al., 2015).
/// </summary>
internal sealed unsafe class LeafKernel<T> : ILeafKernel
    where T : struct, IByteLanes<T>
{
    public void Find(ReadOnlySpan<TreeStep> steps, byte* bins, int stride, int rows, byte* leaves)
    {
        var at = 0;
        for (; at + 4 * T.Count <= rows; at += 4 * T.Count)
            FindFour(steps, bins + at, stride, leaves + at);
        for (; at < rows; at += T.Count)
            FindOne(steps, bins + at, stride, leaves + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindFour(ReadOnlySpan<TreeStep> steps, byte* bins, int stride, byte* leaves)
    {
        var zero = T.All(0);
        var (a, b, c, d) = (zero, zero, zero, zero);
        foreach (ref readonly var step in steps)
        {
            var column = bins + (nint)step.Column * stride;
            var (from, to) = (T.All(step.From), T.All(step.To));
            a = Move(step, T.Load(column), a, from, to);
            b = Move(step, T.Load(column + T.Count), b, from, to);
            c = Move(step, T.Load(column + 2 * T.Count), c, from, to);
            d = Move(step, T.Load(column + 3 * T.Count), d, from, to);
        }

        T.Store(a, leaves);
        T.Store(b, leaves + T.Count);
        T.Store(c, leaves + 2 * T.Count);
        T.Store(d, leaves + 3 * T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindOne(ReadOnlySpan<TreeStep> steps, byte* bins, int stride, byte* leaves)
    {
        var leaf = T.All(0);
        foreach (ref readonly var step in steps)
            leaf = Move(step, T.Load(bins + (nint)step.Column * stride), leaf, T.All(step.From), T.All(step.To));
        T.Store(leaf, leaves);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Move(in TreeStep step, T bins, T leaf, T from, T to) =>
        T.Select(T.And(T.Same(leaf, from), step.Test.GoesRight(bins)), to, leaf);
}
