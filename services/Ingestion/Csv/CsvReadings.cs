using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Csv;

/// <summary>Reads readings: machine, time and a column for each sensor.</summary>
/// <param name="positions">Positions of these in a row.</param>
internal sealed class CsvReadings(ReadingIntake intake, IReadOnlyList<int> positions) : ICsvRecords
{
    private readonly CsvKey _key = new(intake.Key, positions[0], positions[1]);
    private readonly int[] _columns = [.. positions.Skip(2)];

    public string? Add(CsvReader row) => _key.Read(row, out var machine, out var time) ?? ReadValues(row) ?? intake.Add(machine, time);

    private string? ReadValues(CsvReader row)
    {
        for (var sensor = 0; sensor < _columns.Length; sensor++)
        {
            var text = row[_columns[sensor]];
            if (CellNumber.TryParse(text, out var value))
            {
                if (intake.Set(sensor, value) is { } refusal)
                    return refusal;
            }
            else if (CellNumber.IsMissing(text))
            {
                intake.SetMissing(sensor);
            }
            else
            {
                return intake.Unparsable(sensor);
            }
        }

        return null;
    }
}
