using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>
/// All that is and was known of the readings of a machine in a period. A row's knowledge time is the earliest at which one of the cells got
/// a value that has one now; a cell without facts of its own in the history has its value since then, or never had any.
/// </summary>
public sealed record TelemetryBlock
{
    internal TelemetryBlock(TelemetryBatch rows, long[]? files, BlockHistory? history) => (Rows, Files, History) = (rows, files, history);

    /// <summary>The values of now; a row of which everything was taken back has none.</summary>
    public TelemetryBatch Rows { get; }

    /// <summary>[row] by which file of its run the row became known; null where each is 0.</summary>
    internal long[]? Files { get; }

    /// <summary>Null where every cell is simple.</summary>
    internal BlockHistory? History { get; }

    /// <summary>When anything in the history changed last, in milliseconds; null without one.</summary>
    public long? Latest => History?.Latest;

    internal int Sensors => Rows.Values.Length;

    /// <summary>A block that has nothing but these readings; a copy, unless they are a whole batch.</summary>
    public static TelemetryBlock Of(ReadingRange readings)
    {
        var batch = readings.Batch;
        var isWhole = readings.Count == batch.Count;
        var rows = isWhole
            ? batch
            : new TelemetryBatch(
                batch.Machine, readings.Times.ToArray(), readings.Known.ToArray(),
                [.. batch.Values.Select(column => column.AsSpan(readings.Start, readings.Count).ToArray())]);
        return new(rows, FilesOf(batch.File, rows.Count), null);
    }

    /// <summary>The readings as they were known at a moment, and as <see cref="Rows"/> where nothing has a history.</summary>
    /// <param name="asOf">Unix time.</param>
    public TelemetryBatch At(long asOf)
    {
        if (History is null)
            return Rows;

        var moment = Math.Min(UnixTime.ToMilliseconds(asOf), Cell.Now);
        var isKnown = Array.ConvertAll(Rows.Known, known => known <= asOf);
        var values = new double[Sensors][];
        var isThere = new bool[Rows.Count];
        for (var sensor = 0; sensor < values.Length; sensor++)
        {
            var column = values[sensor] = Column(sensor, isKnown, moment);
            for (var row = 0; row < column.Length; row++)
                isThere[row] |= !double.IsNaN(column[row]);
        }

        int[] rows = [.. Enumerable.Range(0, Rows.Count).Where(row => isThere[row])];
        return new(
            Rows.Machine, Array.ConvertAll(rows, row => Rows.Times[row]), Array.ConvertAll(rows, row => Math.Min(Rows.Known[row], asOf)),
            Array.ConvertAll(values, column => Array.ConvertAll(rows, row => column[row])));
    }

    /// <summary>Number, first and last time of the readings of now; all 0 when there are none.</summary>
    public (int Count, long First, long Last) Extent()
    {
        var times = At(long.MaxValue).Times;
        return times.Length == 0 ? default : (times.Length, times[0], times[^1]);
    }

    internal static long[]? FilesOf(long file, int rows)
    {
        if (file == 0)
            return null;

        var files = new long[rows];
        Array.Fill(files, file);
        return files;
    }

    internal long FileOf(int row) => Files is null ? 0 : Files[row];

    internal Stamp StampOf(int row) => Stamp.Of(Rows.Known[row], FileOf(row));

    /// <summary>Fills a list with all facts of a cell, in the order of their stamps.</summary>
    internal void Facts(int sensor, int row, List<Fact> facts)
    {
        facts.Clear();
        if (History is not null)
            foreach (var cell in History.Of(sensor, row))
                facts.Add(cell.Fact);

        if (facts.Count == 0 && sensor < Sensors && !double.IsNaN(Rows.Values[sensor][row]))
            facts.Add(new(StampOf(row), Rows.Values[sensor][row]));
    }

    private double[] Column(int sensor, bool[] isKnown, long moment)
    {
        var column = Array.ConvertAll(Rows.Values[sensor], value => value);
        for (var row = 0; row < column.Length; row++)
            if (!isKnown[row])
                column[row] = double.NaN;

        var cells = History!.Cells[sensor];
        var facts = new List<Fact>();
        for (int first = 0, end; first < cells.Length; first = end)
        {
            facts.Clear();
            for (end = first; end < cells.Length && cells[end].Row == cells[first].Row; end++)
                facts.Add(cells[end].Fact);

            column[cells[first].Row] = Cell.ValueAt(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(facts), moment);
        }

        return column;
    }
}
