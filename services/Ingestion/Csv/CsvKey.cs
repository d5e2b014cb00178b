using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Csv;

/// <summary>Reads machine and time of a row.</summary>
internal sealed class CsvKey(RecordKey key, int machineColumn, int timeColumn)
{
    /// <summary>The reason why the row is refused, or null.</summary>
    /// <param name="machine">The machine's number.</param>
    /// <param name="time">Unix time.</param>
    public string? Read(CsvReader row, out int machine, out long time)
    {
        time = 0;
        return key.FindMachine(row[machineColumn], out machine)
            ?? (CellTime.TryParse(row[timeColumn], out time) ? key.CheckTime(time) : key.UnparsableTime);
    }
}
