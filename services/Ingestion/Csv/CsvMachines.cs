using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Csv;

/// <summary>Reads descriptions of machines: machine and a column for each attribute and date.</summary>
/// <param name="positions">Positions of these in a row.</param>
internal sealed class CsvMachines(MachineIntake intake, IReadOnlyList<int> positions) : ICsvRecords
{
    public string? Add(CsvReader row)
    {
        if (intake.Begin(row[positions[0]], out var machine) is { } nameless)
            return nameless;

        for (var column = 1; column < positions.Count; column++)
            intake.Set(column - 1, row[positions[column]]);

        intake.Add(machine);
        return null;
    }
}
