using System.Runtime.InteropServices;
using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>
/// Changes cells of rows of a block that is being made: takes the facts of a row apart and puts them together again. The same facts are
/// always put together in the same way.
/// </summary>
/// <param name="rows">The rows of the new block, whose values, knowledge times and files are changed.</param>
internal sealed class BlockEditor(TelemetryBatch rows, long[] files)
{
    private readonly List<CellFact>[] _cells = [.. rows.Values.Select(_ => new List<CellFact>())];
    private readonly List<Fact>[] _facts = [.. rows.Values.Select(_ => new List<Fact>())];

    /// <summary>The facts of the row in hand, by sensor.</summary>
    public IReadOnlyList<List<Fact>> Facts => _facts;

    /// <summary>Keeps the facts of a row as they are.</summary>
    /// <param name="row">Its place in the new block.</param>
    public void Keep(TelemetryBlock block, int from, int row)
    {
        if (block.History is not null)
            for (var sensor = 0; sensor < _cells.Length; sensor++)
                foreach (var cell in block.History.Of(sensor, from))
                    _cells[sensor].Add(cell with { Row = row });
    }

    public void Take(TelemetryBlock block, int row)
    {
        for (var sensor = 0; sensor < _facts.Length; sensor++)
            block.Facts(sensor, row, _facts[sensor]);
    }

    /// <summary>Puts the facts in hand into a row.</summary>
    /// <returns>False when there are none.</returns>
    public bool Put(int row)
    {
        if (StampOfRow() is not { } stamp)
            return false;

        rows.Known[row] = UnixTime.FromMilliseconds(stamp.Known);
        files[row] = stamp.File;
        for (var sensor = 0; sensor < _facts.Length; sensor++)
        {
            var facts = _facts[sensor];
            rows.Values[sensor][row] = ValueOf(facts);
            if (facts.Count == 0 || (facts.Count == 1 && facts[0].Stamp == stamp && facts[0].Until == Fact.Always))
                continue;

            foreach (var fact in facts)
                _cells[sensor].Add(new(row, fact));
        }

        return true;
    }

    public TelemetryBlock ToBlock() => new(rows, Array.TrueForAll(files, file => file == 0) ? null : files, BlockHistory.Of(_cells));

    /// <param name="isGone">[row] whether the block is to have it no more.</param>
    public TelemetryBlock ToBlock(bool[] isGone)
    {
        if (Array.TrueForAll(isGone, gone => !gone))
            return ToBlock();

        int[] left = [.. Enumerable.Range(0, isGone.Length).Where(row => !isGone[row])];
        var places = new int[isGone.Length];
        for (var place = 0; place < left.Length; place++)
            places[left[place]] = place;

        var kept = rows with
        {
            Times = Array.ConvertAll(left, row => rows.Times[row]),
            Known = Array.ConvertAll(left, row => rows.Known[row]),
            Values = Array.ConvertAll(rows.Values, column => Array.ConvertAll(left, row => column[row])),
        };
        var editor = new BlockEditor(kept, Array.ConvertAll(left, row => files[row]));
        for (var sensor = 0; sensor < _cells.Length; sensor++)
            editor._cells[sensor].AddRange(_cells[sensor].Select(cell => cell with { Row = places[cell.Row] }));

        return editor.ToBlock();
    }

    /// <summary>The earliest of the cells that have a value; of all where none has.</summary>
    private Stamp? StampOfRow()
    {
        Stamp? earliest = null;
        var hasValue = false;
        foreach (var facts in _facts)
        {
            if (facts.Count == 0)
                continue;

            var isThere = !double.IsNaN(ValueOf(facts));
            if (earliest is null || (isThere && !hasValue) || (isThere == hasValue && facts[0].Stamp.CompareTo(earliest.Value) < 0))
                earliest = facts[0].Stamp;

            hasValue |= isThere;
        }

        return earliest;
    }

    private static double ValueOf(List<Fact> facts) => Cell.ValueAt(CollectionsMarshal.AsSpan(facts), Cell.Now);
}
