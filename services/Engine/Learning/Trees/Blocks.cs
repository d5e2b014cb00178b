namespace Presage.Engine.Learning;

/// <summary>Walks over rows block by block.</summary>
internal static class Blocks
{
    /// <param name="use">Called with each block and the number of rows before it.</param>
    public static void ForEach(BinMapper mapper, double[][] values, int start, int count, Action<RowBlock, int> use)
    {
        var block = new RowBlock(mapper.Columns.Count, Math.Min(count, RowBlock.Capacity));
        for (var at = 0; at < count; at += RowBlock.Capacity)
        {
            block.Fill(mapper, values, start + at, Math.Min(RowBlock.Capacity, count - at));
            use(block, at);
        }
    }

    /// <param name="use">Called with each block and the number of rows before it.</param>
    public static void ForEach(BinnedMatrix features, ReadOnlySpan<int> rows, Action<RowBlock, int> use)
    {
        var block = new RowBlock(features.Mapper.Columns.Count, Math.Min(rows.Length, RowBlock.Capacity));
        for (var at = 0; at < rows.Length; at += RowBlock.Capacity)
        {
            block.Fill(features, rows.Slice(at, Math.Min(RowBlock.Capacity, rows.Length - at)));
            use(block, at);
        }
    }
}
