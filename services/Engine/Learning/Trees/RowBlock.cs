namespace Presage.Engine.Learning;

/// <summary>
/// Bins of some rows, row-major: walking down a tree touches one or two cache lines a row, and a block stays in the cache for all trees.
/// </summary>
/// <param name="capacity">Most rows it can hold.</param>
internal sealed class RowBlock(int columns, int capacity = RowBlock.Capacity)
{
    /// <summary>Rows of a block when there are many.</summary>
    public const int Capacity = 512;

    private readonly byte[] _bins = new byte[columns * capacity];

    public int Count { get; private set; }

    /// <summary>Bins raw values.</summary>
    public void Fill(BinMapper mapper, double[][] values, int start, int count)
    {
        Count = count;
        for (var c = 0; c < columns; c++)
            mapper.Bin(c, values[c].AsSpan(start, count), _bins.AsSpan(c), columns);
    }

    /// <summary>Gathers rows of a matrix.</summary>
    public void Fill(BinnedMatrix matrix, ReadOnlySpan<int> rows)
    {
        Count = rows.Length;
        for (var c = 0; c < columns; c++)
        {
            var column = matrix.Column(c);
            for (var i = 0; i < rows.Length; i++)
                _bins[i * columns + c] = column[rows[i]];
        }
    }

    /// <summary>[column] bins of a row.</summary>
    public ReadOnlySpan<byte> Row(int row) => _bins.AsSpan(row * columns, columns);

    /// <param name="leaves">One a row of the block.</param>
    public void Leaves(Tree tree, Span<int> leaves) => tree.Leaves(_bins, columns, leaves[..Count]);
}
