using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Csv;

/// <summary>Reads errors, replacements or failures: machine, time and code.</summary>
/// <param name="positions">Positions of these in a row.</param>
internal sealed class CsvEvents(EventIntake intake, IReadOnlyList<int> positions, TableLayout layout) : ICsvRecords
{
    private readonly CsvKey _key = new(intake.Key, positions, layout);
    private readonly int _code = positions[2];

    public string? Add(CsvReader row) => _key.Read(row, out var machine, out var time) ?? intake.Add(machine, time, row[_code]);
}
