using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.Intakes;

/// <summary>Readings of many machines in the order in which they came, column by column.</summary>
/// <param name="capacity">Readings to have room for at first; 1 or more.</param>
internal sealed class ReadingBuffer(int sensors, int capacity)
{
    private readonly double[][] _values = [.. Enumerable.Range(0, sensors).Select(_ => new double[capacity])];
    private readonly SeenTimes _seen = new();
    private int[] _machines = new int[capacity];
    private long[] _times = new long[capacity];

    public int Count { get; private set; }

    /// <summary>Adds a reading; false when there is one of the same machine and time.</summary>
    public bool Add(int machine, long time, ReadOnlySpan<double> values)
    {
        if (!_seen.Add(machine, time, _machines.AsSpan(0, Count), _times.AsSpan(0, Count)))
            return false;

        if (Count == _times.Length)
            Grow();

        _machines[Count] = machine;
        _times[Count] = time;
        for (var sensor = 0; sensor < values.Length; sensor++)
            _values[sensor][Count] = values[sensor];

        Count++;
        return true;
    }

    public void Clear()
    {
        Count = 0;
        _seen.Clear();
    }

    /// <summary>The readings machine by machine in the order of time.</summary>
    /// <param name="known">Knowledge time of all readings.</param>
    public IReadOnlyList<TelemetryBatch> ToBatches(NameTable machines, long known)
    {
        var rows = RowsByMachine(machines.Count, out var starts);
        var batches = new List<TelemetryBatch>();
        for (var machine = 0; machine < machines.Count; machine++)
            if (starts[machine + 1] > starts[machine])
                batches.Add(ToBatch(machines[machine], rows.AsSpan(starts[machine]..starts[machine + 1]), known));

        return batches;
    }

    /// <summary>Rows sorted by machine, otherwise as they came; those of a machine begin at its start.</summary>
    private int[] RowsByMachine(int machines, out int[] starts)
    {
        starts = new int[machines + 1];
        foreach (var machine in _machines.AsSpan(0, Count))
            starts[machine + 1]++;

        for (var machine = 0; machine < machines; machine++)
            starts[machine + 1] += starts[machine];

        var next = starts.AsSpan(0, machines).ToArray();
        var rows = new int[Count];
        for (var row = 0; row < rows.Length; row++)
            rows[next[_machines[row]]++] = row;

        return rows;
    }

    private TelemetryBatch ToBatch(string machine, Span<int> rows, long known)
    {
        var times = Gather(_times, rows);
        if (!IsAscending(times))
            times.AsSpan().Sort(rows);

        var knowns = new long[rows.Length];
        Array.Fill(knowns, known);
        var values = new double[_values.Length][];
        for (var sensor = 0; sensor < values.Length; sensor++)
            values[sensor] = Gather(_values[sensor], rows);

        return new TelemetryBatch(machine, times, knowns, values);
    }

    private static T[] Gather<T>(T[] column, ReadOnlySpan<int> rows)
    {
        var gathered = new T[rows.Length];
        for (var i = 0; i < gathered.Length; i++)
            gathered[i] = column[rows[i]];

        return gathered;
    }

    private static bool IsAscending(long[] times)
    {
        for (var i = 1; i < times.Length; i++)
            if (times[i] <= times[i - 1])
                return false;

        return true;
    }

    private void Grow()
    {
        Array.Resize(ref _machines, Count * 2);
        Array.Resize(ref _times, Count * 2);
        for (var sensor = 0; sensor < _values.Length; sensor++)
            Array.Resize(ref _values[sensor], Count * 2);
    }
}
