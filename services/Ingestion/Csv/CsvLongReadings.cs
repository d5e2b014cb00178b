using Presage.Engine.Scenarios;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Records;

namespace Presage.Ingestion.Csv;

/// <summary>Reads readings that have a row for each value: machine, time, sensor and value.</summary>
/// <param name="positions">Positions of these in a row.</param>
/// <param name="numbers">The sensors' numbers, as they are written and known by their own names.</param>
internal sealed class CsvLongReadings(
    ReadingIntake intake, IReadOnlyList<int> positions, TableLayout layout, IReadOnlyList<Sensor> sensors, IReadOnlyList<string> missing)
    : ICsvRecords
{
    private readonly CsvKey _key = new(intake.Key, positions, layout);
    private readonly NameTable _names = new();
    private readonly List<(int Sensor, NumberColumn Number)> _columns = [];

    public string? Add(CsvReader row)
    {
        if (_key.Read(row, out var machine, out var time) is { } refusal)
            return refusal;

        var (sensor, number) = Find(row[positions[2]]);
        if (sensor < 0)
            return Refusals.UnknownSensor;

        for (var other = 0; other < sensors.Count; other++)
            intake.SetMissing(other);

        CsvReadings.Set(intake, sensor, number, row[positions[3]]);
        return intake.Add(machine, time);
    }

    private (int Sensor, NumberColumn Number) Find(ReadOnlySpan<byte> name)
    {
        var number = _names.FindOrAdd(name);
        if (number < 0)
            return (-1, null!);

        if (number == _columns.Count)
            _columns.Add(ColumnOf(_names[number]));

        return _columns[number];
    }

    private (int Sensor, NumberColumn Number) ColumnOf(string name)
    {
        var form = layout.Columns is [_, var value, ..] ? value.Form : NumberForm.Plain;
        for (var sensor = 0; sensor < sensors.Count; sensor++)
        {
            var known = sensors[sensor];
            var column = new TableColumn(known.Name, known.Aliases, known.Unit) { IsNumber = true };
            if (new HeaderNames([name]).Find(column, out var alias) < 0)
                continue;

            var read = new ColumnLayout(form, alias?.Factor ?? 1, alias?.Offset ?? 0);
            return (sensor, new NumberColumn(read, new MissingCells([.. missing, .. known.Missing])));
        }

        return (-1, null!);
    }
}
