using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>Maps feature values to bins of one byte: equal-frequency cut points from a sample; categories keep their index; NaN has a bin of its own.</summary>
public sealed class BinMapper
{
    /// <summary>The bin of a missing value, in every column.</summary>
    public const byte Missing = 255;

    /// <summary>Finds the cut points of every column.</summary>
    /// <param name="columns">What the columns are.</param>
    /// <param name="sample">[column][row] values of a sample of rows; all of them up to some 200,000 rows.</param>
    /// <param name="maxBins">Most bins a column, without the missing bin: 2 to 255.</param>
    public static BinMapper Fit(IReadOnlyList<FeatureColumn> columns, double[][] sample, int maxBins = 255) => throw new NotImplementedException();

    public IReadOnlyList<FeatureColumn> Columns => throw new NotImplementedException();

    /// <summary>Number of bins of a column, without the missing bin.</summary>
    public int BinCount(int column) => throw new NotImplementedException();

    public byte Bin(int column, double value) => throw new NotImplementedException();

    /// <summary>Largest value that falls into the bin; positive infinity for the last.</summary>
    public double UpperBound(int column, int bin) => throw new NotImplementedException();
}
