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

    public string Unparsable(int sensor) => _unparsable[sensor];

    /// <summary>Sets a value of the reading that is to be added next; or gives the reason why it is refused.</summary>
    /// <param name="value">Finite.</param>
    public string? Set(int sensor, double value)
    {
        _values[sensor] = value;
        return value < _sensors[sensor].Minimum || value > _sensors[sensor].Maximum ? _outOfRange[sensor] : null;
    }

    public void SetMissing(int sensor) => _values[sensor] = double.NaN;

    /// <summary>Adds the reading whose values were set; or gives the reason why it is refused.</summary>
    /// <param name="machine">Number of the machine in <see cref="Key"/>.</param>
    public string? Add(int machine, long time)
    {
        if (Array.TrueForAll(_values, double.IsNaN))
            return Refusals.NoValues;

        if (!_buffer.Add(machine, time, _values))
            return Refusals.DuplicateInFile;

        Times = Times.With(time);
        return null;
    }

    /// <summary>Machine by machine in the order of time.</summary>
    public IReadOnlyList<TelemetryBatch> Take()
    {
        var batches = _buffer.ToBatches(Key.Machines, UnixTime.FromDateTime(target.Known));
        _buffer.Clear();
        return batches;
    }
}
