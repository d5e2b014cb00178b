using Presage.Ingestion.Csv;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.Loading;

/// <summary>Checks readings and merges them into the stored blocks.</summary>
internal sealed class TelemetryLoader(ITelemetry telemetry, LoadTarget target, IReadOnlyList<int> positions) : IRowLoader
{
    private const int InitialReadings = 1 << 14;

    private readonly ReadingIntake _intake = new(target, InitialReadings);
    private readonly int[] _columns = [.. positions.Skip(2)];

    public TimeSpread Times => _intake.Times;

    public string? Add(CsvReader row) =>
        _intake.Key.Read(row, positions[0], positions[1], out var machine, out var time) ?? ReadValues(row) ?? _intake.Add(machine, time);

    public async Task<MergeCounts> FlushAsync(CancellationToken cancellation) => _intake.Count == 0
        ? default
        : await telemetry.MergeAsync(target.Dataset, target.Scenario.BlockPeriod, _intake.Take(), cancellation);

    private string? ReadValues(CsvReader row)
    {
        for (var sensor = 0; sensor < _columns.Length; sensor++)
        {
            var text = row[_columns[sensor]];
            if (CsvNumber.TryParse(text, out var value))
            {
                if (_intake.Set(sensor, value) is { } refusal)
                    return refusal;
            }
            else if (CsvNumber.IsMissing(text))
            {
                _intake.SetMissing(sensor);
            }
            else
            {
                return _intake.Unparsable(sensor);
            }
        }

        return null;
    }
}
