namespace Presage.Engine.Learning;

/// <summary>Column-major matrix of bins, one byte a cell. Filled part by part, so that raw values need never be in memory at once.</summary>
public sealed class BinnedMatrix
{
    /// <param name="rows">Number of rows, known beforehand.</param>
    public BinnedMatrix(BinMapper mapper, int rows) => throw new NotImplementedException();

    public BinMapper Mapper => throw new NotImplementedException();

    public int Rows => throw new NotImplementedException();

    public ReadOnlySpan<byte> Column(int column) => throw new NotImplementedException();

    /// <summary>Bins the given rows into rows <paramref name="firstRow"/> and following. Parts that do not overlap may be filled at the same time.</summary>
    /// <param name="values">[column][row].</param>
    public void Fill(int firstRow, double[][] values) => throw new NotImplementedException();
}
