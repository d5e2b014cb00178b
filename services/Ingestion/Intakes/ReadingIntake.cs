using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.Intakes;

/// <summary>Takes readings.</summary>
/// <param name="capacity">Readings to have room for at first; 1 or more.</param>
internal sealed class ReadingIntake(IntakeTarget target, int capacity) : IIntake<TelemetryBatch>
{
    private readonly Sensor[] _sensors = [.. target.Scenario.Sensors];
    private readonly string[] _unparsable = [.. target.Scenario.Sensors.Select(sensor => Refusals.Unparsable(sensor.Name))];
    private readonly string[] _outOfRange = [.. target.Scenario.Sensors.Select(sensor => Refusals.OutOfRange(sensor.Name))];
    private readonly double[] _values = new double[target.Scenario.Sensors.Count];
    private readonly ReadingBuffer _buffer = new(target.Scenario.Sensors.Count, capacity);

    public RecordKey Key { get; } = new(target);

    public TimeSpread Times { get; private set; }

    public CellTally Cells { get; } = new([.. target.Scenario.Sensors.Select(sensor => sensor.Name)]);

    /// <summary>Sets a value of the reading that is to be added next; one that is out of range is refused.</summary>
    /// <param name="value">Finite.</param>
    public void Set(int sensor, double value)
    {
        if (value >= _sensors[sensor].Minimum && value <= _sensors[sensor].Maximum)
            _values[sensor] = value;
        else
            Refuse(sensor, _outOfRange[sensor]);
    }

    public void SetMissing(int sensor)
    {
        _values[sensor] = double.NaN;
        Cells.AddMissing(sensor);
    }

    /// <summary>Refuses a cell that cannot be read as a number.</summary>
    public void SetUnparsable(int sensor) => Refuse(sensor, _unparsable[sensor]);

    /// <summary>Adds the reading whose values were set; or gives the reason why it is refused.</summary>
    /// <param name="machine">Number of the machine in <see cref="Key"/>.</param>
    public string? Add(int machine, long time)
    {
        var refused = Cells.EndRecord();
        for (var sensor = 0; Cells.Only is not null && sensor < _values.Length; sensor++)
            if (!Cells.IsTaken(sensor))
                _values[sensor] = double.NaN;

        if (Array.TrueForAll(_values, double.IsNaN))
            return refused ?? Refusals.NoValues;

        _buffer.Add(machine, time, _values);
        Times = Times.With(time);
        return null;
    }

    /// <summary>
    /// Machine by machine in the order of time; a machine has more than one batch where readings of the same time say different things.
    /// </summary>
    public Taken<TelemetryBatch> Take()
    {
        var batches = _buffer.ToBatches(Key.Machines, UnixTime.FromDateTime(target.Known), target.File, out var counts);
        _buffer.Clear();
        return new(batches, counts);
    }

    private void Refuse(int sensor, string reason)
    {
        _values[sensor] = double.NaN;
        Cells.Refuse(sensor, reason);
    }
}
