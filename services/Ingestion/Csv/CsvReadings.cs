using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Csv;

/// <summary>Reads readings: machine, time and a column for each sensor.</summary>
/// <param name="positions">Positions of these in a row.</param>
internal sealed class CsvReadings(ReadingIntake intake, IReadOnlyList<int> positions) : ICsvRecords
{
    private readonly CsvKey _key = new(intake.Key, positions[0], positions[1]);
    private readonly int[] _columns = [.. positions.Skip(2)];

    public string? Add(CsvReader row)
    {
        if (_key.Read(row, out var machine, out var time) is { } refusal)
            return refusal;

        SetValues(row);
        return intake.Add(machine, time);
    }

    private void SetValues(CsvReader row)
    {
        for (var sensor = 0; sensor < _columns.Length; sensor++)
        {
            var text = row[_columns[sensor]];
            if (CellNumber.TryParse(text, out var value))
                intake.Set(sensor, value);
            else if (CellNumber.IsMissing(text))
                intake.SetMissing(sensor);
            else
                intake.SetUnparsable(sensor);
        }
    }
}
