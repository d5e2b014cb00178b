using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Csv;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.Loading;

/// <summary>Checks readings and merges them into the stored blocks.</summary>
internal sealed class TelemetryLoader(ITelemetry telemetry, LoadTarget target, IReadOnlyList<int> positions) : IRowLoader
{
    private readonly RecordKey _key = new(target, positions[0], positions[1]);
    private readonly Sensor[] _sensors = [.. target.Scenario.Sensors];
    private readonly int[] _columns = [.. positions.Skip(2)];
    private readonly string[] _unparsable = [.. target.Scenario.Sensors.Select(sensor => Refusals.Unparsable(sensor.Name))];
    private readonly string[] _outOfRange = [.. target.Scenario.Sensors.Select(sensor => Refusals.OutOfRange(sensor.Name))];
    private readonly double[] _values = new double[target.Scenario.Sensors.Count];
    private readonly ReadingBuffer _buffer = new(target.Scenario.Sensors.Count);

    public TimeSpread Times { get; private set; }

    public string? Add(CsvReader row)
    {
        if ((_key.Read(row, out var machine, out var time) ?? ReadValues(row)) is { } refusal)
            return refusal;

        if (!_buffer.Add(machine, time, _values))
            return Refusals.DuplicateInFile;

        Times = Times.With(time);
        return null;
    }

    public async Task<MergeCounts> FlushAsync(CancellationToken cancellation)
    {
        if (_buffer.Count == 0)
            return default;

        var batches = _buffer.ToBatches(_key.Machines, UnixTime.FromDateTime(target.Known));
        _buffer.Clear();
        return await telemetry.MergeAsync(target.Dataset, target.Scenario.BlockPeriod, batches, cancellation);
    }

    private string? ReadValues(CsvReader row)
    {
        var present = 0;
        for (var sensor = 0; sensor < _columns.Length; sensor++)
        {
            var text = row[_columns[sensor]];
            if (CsvNumber.TryParse(text, out var value))
            {
                if (value < _sensors[sensor].Minimum || value > _sensors[sensor].Maximum)
                    return _outOfRange[sensor];

                present++;
            }
            else if (CsvNumber.IsMissing(text))
            {
                value = double.NaN;
            }
            else
            {
                return _unparsable[sensor];
            }

            _values[sensor] = value;
        }

        return present == 0 ? Refusals.NoValues : null;
    }
}
