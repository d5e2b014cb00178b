using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.Intakes;

/// <summary>Readings of many machines in the order in which they came, column by column.</summary>
/// <param name="capacity">Readings to have room for at first; 1 or more.</param>
internal sealed class ReadingBuffer(int sensors, int capacity)
{
    private readonly double[][] _values = [.. Enumerable.Range(0, sensors).Select(_ => new double[capacity])];
    private int[] _machines = new int[capacity];
    private long[] _times = new long[capacity];

    public int Count { get; private set; }

    public void Add(int machine, long time, ReadOnlySpan<double> values)
    {
        if (Count == _times.Length)
            Grow();

        _machines[Count] = machine;
        _times[Count] = time;
        for (var sensor = 0; sensor < values.Length; sensor++)
            _values[sensor][Count] = values[sensor];

        Count++;
    }

    public void Clear() => Count = 0;

    /// <summary>
    /// The readings machine by machine in the order of time. Those of one machine and time that say different things are in batches of
    /// their own.
    /// </summary>
    /// <param name="known">Knowledge time of all readings.</param>
    /// <param name="file">Number of the file that they are from.</param>
    /// <param name="counts">Readings that say nothing that is not in the batches.</param>
    public IReadOnlyList<TelemetryBatch> ToBatches(NameTable machines, long known, int file, out MergeCounts counts)
    {
        counts = default;
        var rows = RowsByMachine(machines.Count, out var starts);
        var batches = new List<TelemetryBatch>();
        for (var machine = 0; machine < machines.Count; machine++)
        {
            var some = rows.AsSpan(starts[machine]..starts[machine + 1]);
            if (some.IsEmpty)
                continue;

            var times = Gather(_times, some);
            if (IsAscending(times))
                batches.Add(ToBatch(machines[machine], times, some, known, file));
            else
                foreach (var layer in Layers(some, ref counts))
                    batches.Add(ToBatch(machines[machine], Gather(_times, layer), layer, known, file));
        }

        return batches;
    }

    private IReadOnlyList<int[]> Layers(ReadOnlySpan<int> rows, ref MergeCounts counts)
    {
        var layers = new SameTimes(rows.ToArray(), _times, _values);
        counts += layers.Counts;
        return layers.Rows;
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

    private TelemetryBatch ToBatch(string machine, long[] times, ReadOnlySpan<int> rows, long known, int file)
    {
        var knowns = new long[rows.Length];
        Array.Fill(knowns, known);
        var values = new double[_values.Length][];
        for (var sensor = 0; sensor < values.Length; sensor++)
            values[sensor] = Gather(_values[sensor], rows);

        return new TelemetryBatch(machine, times, knowns, values) { File = file };
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
