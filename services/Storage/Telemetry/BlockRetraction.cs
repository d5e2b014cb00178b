using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>Takes facts of a block back: from a moment on, or as if they had never come.</summary>
public static class BlockRetraction
{
    /// <param name="what">The machine is taken to be one of its machines.</param>
    /// <param name="known">From when on the facts do not count any more.</param>
    /// <returns>The block itself when nothing in it changes; and the number of readings that have other values now.</returns>
    public static (TelemetryBlock Block, long Readings) Retract(TelemetryBlock block, RecordSelection what, DateTime known)
    {
        var from = what.From is { } first ? UnixTime.FromDateTime(first) : long.MinValue;
        var to = what.To is { } last ? UnixTime.FromDateTime(last) : long.MaxValue;
        var until = UnixTime.ToMilliseconds(known);
        var chosen = what.Known is { } run ? UnixTime.ToMilliseconds(run) : (long?)null;
        return Edit(
            block,
            row => block.Rows.Times[row] > from && block.Rows.Times[row] <= to,
            fact => fact.Stamp.Known <= until && fact.Until > until && IsOf(fact, chosen, what.Files),
            fact => fact with { Until = until });
    }

    /// <returns>Number of readings that would have other values.</returns>
    public static long Count(TelemetryBlock block, RecordSelection what) => Retract(block, what, DateTime.MaxValue).Readings;

    /// <param name="known">Of the run whose facts never came.</param>
    /// <param name="files">Of these of its files.</param>
    /// <returns>The block itself when nothing in it changes; without rows when nothing is left of it.</returns>
    public static TelemetryBlock Forget(TelemetryBlock block, DateTime known, IReadOnlyCollection<int> files)
    {
        var run = UnixTime.ToMilliseconds(known);
        return Edit(block, _ => true, fact => IsOf(fact, run, files), _ => null).Block;
    }

    private static bool IsOf(Fact fact, long? run, IReadOnlyCollection<int>? files) =>
        (run is null || fact.Stamp.Known == run) && (files is null || files.Contains((int)fact.Stamp.File));

    private static (TelemetryBlock Block, long Readings) Edit(
        TelemetryBlock block, Func<int, bool> isChosen, Func<Fact, bool> isMeant, Func<Fact, Fact?> change)
    {
        if (!Concerns(block, isChosen, isMeant))
            return (block, 0);

        var rows = block.Rows with
        {
            Known = [.. block.Rows.Known],
            Values = Array.ConvertAll(block.Rows.Values, column => (double[])column.Clone()),
        };
        var editor = new BlockEditor(rows, block.Files is null ? new long[rows.Count] : [.. block.Files]);
        var isGone = new bool[rows.Count];
        var (isChanged, readings) = (false, 0L);
        for (var row = 0; row < rows.Count; row++)
        {
            editor.Take(block, row);
            if (!isChosen(row) || !Change(editor.Facts, isMeant, change))
            {
                editor.Keep(block, row, row);
                continue;
            }

            isChanged = true;
            isGone[row] = !editor.Put(row);
            readings += isGone[row] || HasOtherValues(block.Rows, rows, row) ? 1 : 0;
        }

        return (isChanged ? editor.ToBlock(isGone) : block, readings);
    }

    /// <summary>Whether there may be anything to change, found without taking rows apart.</summary>
    private static bool Concerns(TelemetryBlock block, Func<int, bool> isChosen, Func<Fact, bool> isMeant)
    {
        for (var row = 0; row < block.Rows.Count; row++)
            if (isChosen(row) && isMeant(new(block.StampOf(row), 0)))
                return true;

        return block.History?.Cells.Any(cells => Array.Exists(cells, cell => isChosen(cell.Row) && isMeant(cell.Fact))) ?? false;
    }

    private static bool Change(IReadOnlyList<List<Fact>> cells, Func<Fact, bool> isMeant, Func<Fact, Fact?> change)
    {
        var isChanged = false;
        foreach (var facts in cells)
        {
            for (var i = facts.Count - 1; i >= 0; i--)
            {
                if (!isMeant(facts[i]))
                    continue;

                isChanged = true;
                if (change(facts[i]) is { } changed)
                    facts[i] = changed;
                else
                    facts.RemoveAt(i);
            }
        }

        return isChanged;
    }

    private static bool HasOtherValues(TelemetryBatch before, TelemetryBatch after, int row)
    {
        for (var sensor = 0; sensor < before.Values.Length; sensor++)
            if (!Cell.IsSame(before.Values[sensor][row], after.Values[sensor][row]))
                return true;

        return false;
    }
}
