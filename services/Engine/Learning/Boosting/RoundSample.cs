using Presage.Engine.Random;

namespace Presage.Engine.Learning;

/// <summary>The rows and columns that the trees of one round are grown on, the same for all components.</summary>
/// <param name="Rows">Set of rows, see <see cref="RowSet"/>; empty for all.</param>
/// <param name="RowCount">How many rows these are.</param>
/// <param name="IsSelected">[column].</param>
internal sealed record RoundSample(ulong[] Rows, int RowCount, bool[] IsSelected)
{
    private const double LeastShare = 0.4;
    private const int LeastColumns = 8;

    /// <summary>Draws the sample of a round; it depends on the seed and the round, not on the components that are still boosted.</summary>
    public static RoundSample Draw(BundledMatrix matrix, BoosterOptions options, long seed, int round)
    {
        var random = new Xoshiro256(seed, round);
        var rowCount = AtLeastOne(matrix.Count * options.RowShare);
        var rows = options.RowShare < 1 ? RowSet.Of(random.Sample(matrix.Count, rowCount), matrix.Count) : [];
        var isSelected = new bool[matrix.Columns.Length];
        var size = options.ColumnShare > 0 ? AtLeastOne(matrix.Informative.Length * options.ColumnShare) : SizeByRule(matrix);
        foreach (var i in random.Sample(matrix.Informative.Length, Math.Min(size, matrix.Informative.Length)))
            isSelected[matrix.Informative[i]] = true;
        return new RoundSample(rows, rows.Length == 0 ? matrix.Count : rowCount, isSelected);
    }

    /// <summary>The bundles with selected columns, ascending.</summary>
    public int[] BundlesOf(BundledMatrix matrix) =>
        [.. Enumerable.Range(0, matrix.Bundles.Length).Where(b => matrix.Bundles[b].Columns.Any(column => IsSelected[column]))];

    /// <summary>
    /// Columns of one source, such as windows of one sensor, tell much the same, and trees that see different ones of them err differently:
    /// two fifths are enough where there are many a source. Where each column tells what no other does, trees that lack some find no
    /// interaction with those: there are as many as there are sources. And few are not divided further.
    /// </summary>
    private static int SizeByRule(BundledMatrix matrix) =>
        Math.Max(Math.Max(matrix.Sources, LeastColumns), AtLeastOne(matrix.Informative.Length * LeastShare));

    private static int AtLeastOne(double size) => Math.Max(1, (int)Math.Round(size));
}

/// <summary>What a round's trees are grown on.</summary>
/// <param name="Packed">[row x component] gradient and Hessian, see <see cref="GradientUnits.Pack"/>.</param>
/// <param name="Bundles">The bundles with selected columns, ascending; those that <paramref name="Roots"/> has sums of.</param>
internal sealed record RoundGradients(long[] Packed, RootSums Roots, RoundSample Sample, int[] Bundles);
