using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>
/// Maps feature values to bins of one byte: equal-frequency cut points from a sample; categories keep their index; NaN has a bin of its
/// own. A value lies in the first bin whose <see cref="UpperBound"/> is not below it, so that a split on bins and a split on values are the
/// same; and it lies where its float32 lies (<see cref="CutPoints"/>), so that learners and scorers that work in float32 decide the same.
/// </summary>
public sealed class BinMapper
{
    /// <summary>The bin of a missing value, in every column. Categories that are unknown or beyond the bins count as missing.</summary>
    public const byte Missing = 255;

    /// <summary>Slots of a table that is indexed by a bin.</summary>
    internal const int Slots = 256;

    private readonly double[][] _upper;
    private readonly double[][] _representatives;
    private readonly double[][] _bounds;

    /// <param name="upper">[column][bin]; ascending, the last positive infinity. Of a categorical column the category numbers.</param>
    internal BinMapper(IReadOnlyList<FeatureColumn> columns, double[][] upper, double[][] representatives)
    {
        Columns = columns;
        _upper = upper;
        _representatives = representatives;
        _bounds = Array.ConvertAll(upper, Padded);
    }

    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>Finds the cut points of every column.</summary>
    /// <param name="columns">What the columns are.</param>
    /// <param name="sample">[column][row] values of a sample of rows; all of them up to some 200,000 rows.</param>
    /// <param name="maxBins">Most bins a column, without the missing bin: 2 to 255.</param>
    /// <param name="threads">Columns are cut independently of each other, so the number of threads changes nothing in the result.</param>
    public static BinMapper Fit(IReadOnlyList<FeatureColumn> columns, double[][] sample, int maxBins = 255, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBins, Missing);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sample.Length, columns.Count);
        var upper = new double[columns.Count][];
        var representatives = new double[columns.Count][];
        Work.For(columns.Count, threads, c =>
        {
            var cuts = columns[c].Categories is { } categories
                ? Categorical(Math.Min(categories.Count, maxBins))
                : CutPoints.Find(sample[c], maxBins);
            upper[c] = cuts.Upper;
            representatives[c] = cuts.Representatives;
        });
        return new BinMapper(columns, upper, representatives);
    }

    /// <summary>Number of bins of a column, without the missing bin.</summary>
    public int BinCount(int column) => _upper[column].Length;

    public byte Bin(int column, double value)
    {
        Span<byte> bin = stackalloc byte[1];
        Bin(column, [value], bin);
        return bin[0];
    }

    /// <summary>
    /// Largest value that falls into the bin; positive infinity for the last. Of a categorical column the category's number.
    /// </summary>
    public double UpperBound(int column, int bin) => _upper[column][bin];

    /// <summary>A typical value of the bin: the mean of the sample's values in it, or the category's number. Always finite.</summary>
    public double Representative(int column, int bin) => _representatives[column][bin];

    /// <summary>Bins a run of values of one column.</summary>
    /// <param name="kernels">Null for the best.</param>
    internal void Bin(int column, ReadOnlySpan<double> values, Span<byte> bins, Kernels? kernels = null)
    {
        if (!Columns[column].IsCategorical)
        {
            (kernels ?? Kernels.Chosen).Binning.Bin(_bounds[column], values, bins);
            return;
        }

        for (var i = 0; i < values.Length; i++)
            bins[i] = BinCategory(_upper[column].Length, values[i]);
    }

    private static byte BinCategory(int categories, double value) =>
        value >= 0 && value < categories && value == Math.Floor(value) ? (byte)value : Missing;

    private static double[] Padded(double[] upper)
    {
        var bounds = new double[Slots];
        Array.Fill(bounds, double.PositiveInfinity);
        upper.CopyTo(bounds, 0);
        return bounds;
    }

    private static CutPoints Categorical(int count)
    {
        var numbers = Enumerable.Range(0, Math.Max(1, count)).Select(i => (double)i).ToArray();
        return new CutPoints(numbers, numbers);
    }
}
