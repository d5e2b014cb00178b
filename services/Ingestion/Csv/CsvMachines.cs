using System.Globalization;
using System.Text;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Records;

namespace Presage.Ingestion.Csv;

/// <summary>Reads descriptions of machines: machine and a column for each attribute and date.</summary>
/// <param name="positions">Positions of these in a row; -1 for one that the file does not have.</param>
/// <param name="columns">The columns of the table.</param>
internal sealed class CsvMachines(
    MachineIntake intake, IReadOnlyList<int> positions, TableLayout layout, IReadOnlyList<TableColumn> columns, MissingCells missing)
    : ICsvRecords
{
    private readonly byte[] _ofFile = Encoding.UTF8.GetBytes(layout.Machine ?? "");
    private readonly ZoneClock? _zone = layout.Time.Zone is null ? null : new ZoneClock(layout.Time);

    public string? Add(CsvReader row)
    {
        if (intake.Begin(positions[0] < 0 ? _ofFile : row[positions[0]], out var machine) is { } nameless)
            return nameless;

        for (var column = 1; column < columns.Count; column++)
            intake.Set(column - 1, positions[column] < 0 ? default : Plain(column, row[positions[column]]));

        intake.Add(machine);
        return null;
    }

    /// <summary>A cell as the intake reads it: without what stands for no value, with decimal points and dates in ISO form.</summary>
    private ReadOnlySpan<byte> Plain(int column, ReadOnlySpan<byte> text) =>
        missing.Is(text) ? default
        : columns[column].IsNumber ? PlainNumber(layout.Columns is { } layouts ? layouts[column - 1] : new ColumnLayout(), text)
        : columns[column].IsTime ? PlainDate(text)
        : text;

    private ReadOnlySpan<byte> PlainNumber(ColumnLayout column, ReadOnlySpan<byte> text)
    {
        if (column is { Form: not NumberForm.Comma, Factor: 1, Offset: 0 } && CellNumber.TryParse(text, out var value))
            return missing.Is(value) ? default : text;

        return new NumberColumn(column, missing).Read(text, out value) switch
        {
            CellContent.Value => Encoding.UTF8.GetBytes(value.ToString("R", CultureInfo.InvariantCulture)),
            CellContent.Missing => default,
            _ => text,
        };
    }

    private ReadOnlySpan<byte> PlainDate(ReadOnlySpan<byte> text)
    {
        var (time, isLocal) = (layout.Time, false);
        if ((time is { Form: TimeForm.Iso, Zone: null } && CellTime.TryParse(text, out _))
            || !TimeText.TryParse(text, time.Form, time.Pattern, _zone is not null, out var ticks, out isLocal))
            return text;

        var isDay = ticks % TimeSpan.TicksPerDay == 0 && !text.Contains((byte)':');
        if (!isDay && isLocal && _zone is not null && _zone.Read(ticks, default, 0, out ticks) != ClockReading.Once)
            return text;

        var pattern = isDay ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.fffffff";
        return Encoding.UTF8.GetBytes(new DateTime(ticks).ToString(pattern, CultureInfo.InvariantCulture));
    }
}
