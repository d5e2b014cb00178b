namespace Presage.Engine.Learning;

/// <summary>Finds the bins of numbers.</summary>
internal interface IBinningKernel
{
    /// <param name="upper">[256] largest values of the bins, ascending, filled up with positive infinity.</param>
    /// <param name="values">Numbers; NaN is missing.</param>
    /// <param name="bins">One a value: the number of bins whose largest value is below it, or <see cref="BinMapper.Missing"/>.</param>
    void Bin(ReadOnlySpan<double> upper, ReadOnlySpan<double> values, Span<byte> bins);
}
