using System.Text;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Csv;

/// <summary>Reads machine and time of a row.</summary>
/// <param name="positions">Positions of these in a row, and of other columns.</param>
internal sealed class CsvKey(RecordKey key, IReadOnlyList<int> positions, TableLayout layout)
{
    private readonly int _machine = positions[0];
    private readonly byte[] _ofFile = Encoding.UTF8.GetBytes(layout.Machine ?? "");
    private readonly int _empty = layout.EmptyColumn ?? -1;
    private readonly CsvTimes _times = new(key.UnparsableTime, positions[1], positions[0], layout);

    /// <summary>The reason why the row is refused, or null.</summary>
    /// <param name="machine">The machine's number.</param>
    /// <param name="time">Unix time.</param>
    public string? Read(CsvReader row, out int machine, out long time)
    {
        time = 0;
        machine = -1;
        if (_empty >= 0 && !row[_empty].IsEmpty)
            return Refusals.FieldCount;

        return key.FindMachine(_machine >= 0 ? row[_machine] : _ofFile, out machine) ?? _times.Read(row, out time) ?? key.CheckTime(time);
    }
}
