using System.Numerics;

namespace Presage.Engine.Learning;

/// <summary>
/// Bins of some rows, column after column: a block stays in the cache for all trees. Trees that are too large to be flat walk over the
/// same bins row by row. A block that is not being filled may be used by several threads at once.
/// </summary>
/// <param name="capacity">Most rows it can hold.</param>
internal sealed unsafe class RowBlock(int columns, int capacity = RowBlock.Capacity, Kernels? kernels = null)
{
    /// <summary>Rows of a block when there are many.</summary>
    public const int Capacity = 512;

    /// <summary>Below so many rows walking costs less than asking a whole step of rows every question.</summary>
    private const int FewRows = 8;

    /// <summary>Kernels read whole steps of rows.</summary>
    public const int Step = 64;

    private readonly ILeafKernel _leaves = (kernels ?? Kernels.Chosen).Leaves;
    private readonly int _stride = (capacity + Step - 1) / Step * Step;
    private readonly byte[] _bins = new byte[columns * ((capacity + Step - 1) / Step * Step)];
    private byte[]? _byRow;

    public int Count { get; private set; }

    /// <summary>Bins raw values.</summary>
    public void Fill(BinMapper mapper, double[][] values, int start, int count)
    {
        (Count, _byRow) = (count, null);
        for (var c = 0; c < columns; c++)
            mapper.Bin(c, values[c].AsSpan(start, count), _bins.AsSpan(c * _stride, count), kernels);
    }

    /// <summary>Gathers rows of a matrix.</summary>
    public void Fill(BinnedMatrix matrix, ReadOnlySpan<int> rows)
    {
        (Count, _byRow) = (rows.Length, null);
        for (var c = 0; c < columns; c++)
        {
            var column = matrix.Column(c);
            var to = _bins.AsSpan(c * _stride, rows.Length);
            for (var i = 0; i < rows.Length; i++)
                to[i] = column[rows[i]];
        }
    }

    /// <summary>[column] bins of a row.</summary>
    public ReadOnlySpan<byte> Row(int row) => ByRow().AsSpan(row * columns, columns);

    /// <summary>Nodes of the tree that the rows end in, one a row of the block.</summary>
    public void Leaves(Tree tree, Span<int> leaves) => tree.Leaves(ByRow(), columns, leaves[..Count]);

    /// <summary>Adds a tree's values to the scores of the rows.</summary>
    public void AddTo<T>(Tree tree, Span<T> scores)
        where T : INumberBase<T>
    {
        if (Count < FewRows || tree.Flat is not { } flat)
        {
            Span<int> nodes = stackalloc int[Capacity];
            Leaves(tree, nodes);
            for (var i = 0; i < scores.Length; i++)
                scores[i] += T.CreateTruncating(tree.Value(nodes[i]));
            return;
        }

        var leaves = stackalloc byte[Capacity];
        fixed (byte* bins = _bins)
        {
            _leaves.Find(flat.Steps, bins, _stride, (Count + Step - 1) / Step * Step, leaves);
            fixed (float* values = flat.Values)
            {
                for (var i = 0; i < scores.Length; i++)
                    scores[i] += T.CreateTruncating(values[leaves[i]]);
            }
        }
    }

    private byte[] ByRow()
    {
        if (_byRow is { } made)
            return made;
        var rows = new byte[columns * Count];
        for (var c = 0; c < columns; c++)
        {
            for (var i = 0; i < Count; i++)
                rows[i * columns + c] = _bins[c * _stride + i];
        }

        return _byRow = rows;
    }
}
