namespace Presage.Engine.Learning;

/// <summary>A question about one column of a row: which bins go left.</summary>
/// <param name="Threshold">Of a numeric column: bins up to this one go left.</param>
/// <param name="MissingLeft">Of a numeric column: whether a missing value goes left.</param>
/// <param name="Left">Of a categorical column: the bins that go left, otherwise null.</param>
internal readonly record struct NodeTest(int Column, byte Threshold, bool MissingLeft, BinSet? Left = null)
{
    public bool GoesLeft(byte bin) => Left?.Contains(bin) ?? (bin == BinMapper.Missing ? MissingLeft : bin <= Threshold);

    /// <summary>Writes the answer for each bin: 1 left, 0 right.</summary>
    public void Tabulate(Span<byte> goesLeft)
    {
        for (var bin = 0; bin < BinMapper.Slots; bin++)
            goesLeft[bin] = GoesLeft((byte)bin) ? (byte)1 : (byte)0;
    }
}
