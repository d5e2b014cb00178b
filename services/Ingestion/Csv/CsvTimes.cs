using Presage.Engine;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Csv;

/// <summary>Reads the time of a row.</summary>
/// <param name="unparsable">Why a row is refused whose time cannot be read.</param>
/// <param name="column">Position of the time.</param>
/// <param name="machine">Position of the machine; -1 where no column names it.</param>
internal sealed class CsvTimes(string unparsable, int column, int machine, TableLayout layout)
{
    private readonly TimeLayout _time = layout.Time;
    private readonly ZoneClock? _zone = layout.Time.Zone is null ? null : new ZoneClock(layout.Time);
    private readonly bool _isPlain = layout is { DateColumn: null, Time: { Form: TimeForm.Iso, Zone: null } };
    private byte[] _joined = new byte[64];

    /// <summary>The reason why the row is refused, or null.</summary>
    /// <param name="time">Unix time.</param>
    public string? Read(CsvReader row, out long time)
    {
        var text = row[column];
        if (_isPlain && IsYearFirst(text) && CellTime.TryParse(text, out time))
            return null;

        time = 0;
        if (layout.DateColumn is { } date)
            text = Joined(row[date], row, column);

        if (!TimeText.TryParse(text, _time.Form, _time.Pattern, _zone is not null, out var ticks, out var isLocal))
            return unparsable;

        if (_zone is not null && isLocal)
            switch (_zone.Read(ticks, machine < 0 ? default : row[machine], row.Line, out ticks))
            {
                case ClockReading.Skipped: return Refusals.SkippedHour;
                case ClockReading.Repeated: return Refusals.RepeatedHour;
                default: break;
            }

        time = UnixTime.FromDateTime(new DateTime(ticks));
        return null;
    }

    private static bool IsYearFirst(ReadOnlySpan<byte> text) => text.Length >= 10 && text[2] is >= (byte)'0' and <= (byte)'9';

    private ReadOnlySpan<byte> Joined(ReadOnlySpan<byte> date, CsvReader row, int column)
    {
        var length = date.Length;
        if (_joined.Length < length + 1)
            _joined = new byte[length * 2];

        date.CopyTo(_joined);
        var clock = row[column];
        if (clock.IsEmpty)
            return default;

        if (_joined.Length < length + 1 + clock.Length)
            Array.Resize(ref _joined, (length + 1 + clock.Length) * 2);

        _joined[length] = (byte)' ';
        clock.CopyTo(_joined.AsSpan(length + 1));
        return _joined.AsSpan(0, length + 1 + clock.Length);
    }
}
