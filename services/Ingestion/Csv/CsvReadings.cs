using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Csv;

/// <summary>Reads readings: machine, time and a column for each sensor.</summary>
/// <param name="positions">Positions of these in a row; -1 for a sensor that the file does not have.</param>
/// <param name="numbers">The sensors' numbers.</param>
internal sealed class CsvReadings(
    ReadingIntake intake, IReadOnlyList<int> positions, TableLayout layout, IReadOnlyList<NumberColumn> numbers) : ICsvRecords
{
    private readonly CsvKey _key = new(intake.Key, positions, layout);
    private readonly int[] _columns = [.. positions.Skip(2).Take(numbers.Count)];
    private readonly NumberColumn[] _numbers = [.. numbers];
    private readonly bool _arePlain = numbers.All(number => number.IsPlain) && positions.Skip(2).Take(numbers.Count).All(at => at >= 0);

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
            if (!_arePlain && _columns[sensor] < 0)
            {
                intake.SetMissing(sensor);
                continue;
            }

            var text = row[_columns[sensor]];
            if (_arePlain && CellNumber.TryParse(text, out var value))
                intake.Set(sensor, value);
            else
                Set(intake, sensor, _numbers[sensor], text);
        }
    }

    /// <summary>Sets what a cell says of a sensor.</summary>
    public static void Set(ReadingIntake intake, int sensor, NumberColumn number, ReadOnlySpan<byte> text)
    {
        switch (number.Read(text, out var value))
        {
            case CellContent.Value:
                intake.Set(sensor, value);
                break;
            case CellContent.Missing:
                intake.SetMissing(sensor);
                break;
            default:
                intake.SetUnparsable(sensor);
                break;
        }
    }
}
