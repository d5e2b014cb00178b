namespace Presage.Engine.Learning;

/// <summary>Rows of a matrix whose scores follow the trees as they are grown.</summary>
internal sealed class RowBlocks
{
    private readonly RowBlock[] _blocks;

    public RowBlocks(BinnedMatrix matrix, int[] rows)
    {
        _blocks = new RowBlock[(rows.Length + RowBlock.Capacity - 1) / RowBlock.Capacity];
        for (var b = 0; b < _blocks.Length; b++)
        {
            _blocks[b] = new RowBlock(matrix.Mapper.Columns.Count);
            var start = b * RowBlock.Capacity;
            _blocks[b].Fill(matrix, rows.AsSpan(start, Math.Min(RowBlock.Capacity, rows.Length - start)));
        }
    }

    public void AddTo(Tree tree, float[] scores)
    {
        for (int b = 0, row = 0; b < _blocks.Length; row += _blocks[b++].Count)
            _blocks[b].AddTo(tree, scores.AsSpan(row, _blocks[b].Count));
    }
}
