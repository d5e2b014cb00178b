namespace Presage.Engine.Learning;

/// <summary>
/// Column-major matrix of bins, one byte a cell. Filled part by part, so that raw values need never be in memory at once.
/// </summary>
public sealed class BinnedMatrix
{
    private readonly byte[][] _columns;

    /// <param name="rows">Number of rows, known beforehand.</param>
    public BinnedMatrix(BinMapper mapper, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Mapper = mapper;
        Rows = rows;
        _columns = new byte[mapper.Columns.Count][];
        for (var c = 0; c < _columns.Length; c++)
            _columns[c] = new byte[rows];
    }

    public BinMapper Mapper { get; }

    public int Rows { get; }

    public ReadOnlySpan<byte> Column(int column) => _columns[column];

    /// <summary>
    /// Bins the given rows into rows <paramref name="firstRow"/> and following. Parts that do not overlap may be filled at the same time.
    /// </summary>
    /// <param name="values">[column][row].</param>
    public void Fill(int firstRow, double[][] values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _columns.Length);
        for (var c = 0; c < _columns.Length; c++)
            Mapper.Bin(c, values[c], _columns[c].AsSpan(firstRow, values[c].Length));
    }

    /// <summary>The named rows of every column, next to each other: kernels then need no row numbers where all rows take part.</summary>
    /// <param name="rows">Ascending row numbers.</param>
    internal byte[][] Compact(int[] rows, int threads)
    {
        if (rows.Length == Rows)
            return _columns;
        var compact = new byte[_columns.Length][];
        Work.For(_columns.Length, threads, c =>
        {
            var (from, to) = (_columns[c], new byte[rows.Length]);
            for (var i = 0; i < rows.Length; i++)
                to[i] = from[rows[i]];
            compact[c] = to;
        });
        return compact;
    }
}
