namespace Presage.Engine.Learning;

/// <summary>The training rows as boosting reads them.</summary>
internal sealed class BundledMatrix
{
    /// <param name="columns">[column][row] bins of the training rows.</param>
    public BundledMatrix(byte[][] columns, int rows, BinMapper mapper, int threads)
    {
        Columns = columns;
        Count = rows;
        Mapper = mapper;
        Informative = [.. Enumerable.Range(0, columns.Length).Where(c => columns[c].AsSpan().ContainsAnyExcept(columns[c][0]))];
        Sources = Informative.Select(c => mapper.Columns[c].Source).Distinct(StringComparer.Ordinal).Count();
        Bundles = ColumnBundle.Pack(columns, Informative, rows, mapper, threads);
    }

    public BinMapper Mapper { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>[column][row] bins.</summary>
    public byte[][] Columns { get; }

    /// <summary>Columns that are not constant.</summary>
    public int[] Informative { get; }

    /// <summary>How many sources the informative columns come from.</summary>
    public int Sources { get; }

    public ColumnBundle[] Bundles { get; }
}
