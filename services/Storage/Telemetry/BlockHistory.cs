namespace Presage.Storage.Telemetry;

/// <summary>
/// The facts of those cells of a block that have not simply the row's value since the row became known: of values that were corrected,
/// filled in later or taken back.
/// </summary>
/// <param name="Cells">[sensor] in the order of row and stamp.</param>
internal sealed record BlockHistory(CellFact[][] Cells)
{
    /// <summary>Latest moment at which anything changed, in milliseconds.</summary>
    public long Latest { get; } = Cells.Max(cells => cells.Length == 0 ? long.MinValue : cells.Max(LatestOf));

    /// <summary>Null when no cell has any.</summary>
    public static BlockHistory? Of(IReadOnlyList<List<CellFact>> cells) =>
        cells.All(facts => facts.Count == 0) ? null : new([.. cells.Select(facts => facts.ToArray())]);

    /// <summary>The facts of a cell; none where they are simple.</summary>
    public ReadOnlySpan<CellFact> Of(int sensor, int row)
    {
        if (sensor >= Cells.Length)
            return [];

        var cells = Cells[sensor];
        var first = FirstOf(cells, row);
        var end = first;
        while (end < cells.Length && cells[end].Row == row)
            end++;

        return cells.AsSpan(first, end - first);
    }

    private static int FirstOf(CellFact[] cells, int row)
    {
        var (low, high) = (0, cells.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (cells[middle].Row < row)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static long LatestOf(CellFact cell) =>
        cell.Fact.Until == Fact.Always ? cell.Fact.Stamp.Known : Math.Max(cell.Fact.Until, cell.Fact.Stamp.Known);
}
