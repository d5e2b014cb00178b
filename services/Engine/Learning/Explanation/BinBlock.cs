namespace Presage.Engine.Learning;

/// <summary>Bins of up to 64 rows, column-major: one comparison answers a decision for all of them, a bit a row.</summary>
internal sealed class BinBlock(BinMapper mapper)
{
    /// <summary>Rows of a block.</summary>
    public const int Capacity = 64;

    private readonly byte[] _bins = new byte[mapper.Columns.Count * Capacity];

    /// <summary>Bins raw values of the rows, of which there are at most <see cref="Capacity"/>.</summary>
    /// <param name="values">[column][row].</param>
    /// <param name="kernels">Null for the best.</param>
    public void Fill(double[][] values, ReadOnlySpan<int> rows, Kernels? kernels = null)
    {
        Span<double> gathered = stackalloc double[Capacity];
        gathered = gathered[..rows.Length];
        for (var c = 0; c < mapper.Columns.Count; c++)
        {
            var column = values[c];
            for (var i = 0; i < rows.Length; i++)
                gathered[i] = column[rows[i]];
            mapper.Bin(c, gathered, _bins.AsSpan(c * Capacity, rows.Length), kernels);
        }
    }

    /// <summary>Bins of a column; those beyond the rows filled mean nothing.</summary>
    public ReadOnlySpan<byte> Column(int column) => _bins.AsSpan(column * Capacity, Capacity);
}
