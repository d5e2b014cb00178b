using System.Globalization;
using System.Text;

namespace Presage.Tests.Ingestion.Writing;

/// <summary>One of the many ways in which somebody may write a table, drawn by chance and kept throughout a file.</summary>
internal sealed class Handwriting
{
    private static readonly string[] s_missing = ["", "-", "NaN", "null", "#N/A", "n.a.", "(null)", "\\N", "?"];

    private static readonly Func<DateTime, string>[] s_times =
    [
        time => Text(time, "yyyy-MM-dd HH:mm:ss"),
        time => Text(time, "yyyy-MM-ddTHH:mm:ssZ"),
        time => Text(time, "yyyy/MM/dd HH:mm:ss"),
        time => Text(time.AddHours(2), "yyyy-MM-ddTHH:mm:ss") + "+02:00",
        time => Text(time, "yyyy-MM-dd HH:mm:ss") + " UTC",
        time => Text(time, "yyyyMMddTHHmmssZ"),
        time => Text(time, "dd.MM.yyyy HH:mm:ss"),
        time => Text(time, "dd/MM/yyyy HH:mm:ss"),
        time => Text(time, "MM/dd/yyyy HH:mm:ss"),
        time => Text(time, "M/d/yyyy h:mm:ss tt"),
        time => Text(time, "d-MMM-yyyy HH:mm:ss"),
        time => Epoch(time, TimeSpan.TicksPerSecond),
        time => Epoch(time, TimeSpan.TicksPerMillisecond),
        time => Epoch(time, TimeSpan.TicksPerMicrosecond),
        time => Epoch(time, 1) + "00",
    ];

    private readonly Random _random;
    private readonly char _separator;
    private readonly char _decimal;
    private readonly string _end;
    private readonly string _missing;
    private readonly Func<DateTime, string> _time;
    private readonly bool _isQuoted;
    private readonly bool _isTrailing;
    private readonly bool _hasUnits;
    private readonly bool _hasComment;
    private readonly bool _hasMark;
    private readonly bool _isCapital;

    public Handwriting(Random random)
    {
        _random = random;
        _separator = Any(',', ';', '\t', '|');
        _decimal = Any('.', ',');
        _end = Any("\n", "\r\n", "\r");
        _missing = Any(s_missing);
        _time = Any(s_times);
        _isQuoted = Any(true, false) || (_separator == ',' && _decimal == ',');
        _isTrailing = Any(true, false, false);
        _hasUnits = Any(true, false, false);
        _hasComment = Any(true, false, false);
        _hasMark = Any(true, false);
        _isCapital = Any(true, false);
    }

    /// <summary>A table of readings.</summary>
    /// <param name="sensors">Name and unit of those that have a column.</param>
    /// <param name="rows">With a value, or null, for each of these sensors.</param>
    public string Write(
        IReadOnlyList<(string Name, string Unit)> sensors, IEnumerable<(string Machine, DateTime Time, decimal?[] Values)> rows)
    {
        int[] order = [.. Enumerable.Range(0, sensors.Count + 2)];
        _random.Shuffle(order);
        var text = new StringBuilder();
        if (_hasMark)
            text.Append('\uFEFF');
        if (_hasComment)
            text.Append("# exported").Append(_end);

        Add(["datetime", "machineID", .. sensors.Select(sensor => sensor.Name)]);
        if (_hasUnits)
            Add(["", "", .. sensors.Select(sensor => sensor.Unit)]);
        foreach (var (machine, time, values) in rows)
            Add([_time(time), machine, .. values.Select(TextOf)]);

        return text.ToString();

        void Add(string[] cells)
        {
            if (text.Length < 40 && _isCapital)
                cells = [.. cells.Select(cell => cell.ToUpperInvariant())];

            text.AppendJoin(_separator, order.Select(at => _isQuoted ? $"\"{cells[at]}\"" : cells[at]));
            if (_isTrailing)
                text.Append(_separator);

            text.Append(_end);
        }
    }

    public override string ToString() =>
        $"separator {_separator}, decimal {_decimal}, time {_time(new DateTime(2015, 1, 31, 15, 4, 5))}, missing {_missing}, "
        + $"quoted {_isQuoted}, trailing {_isTrailing}, units {_hasUnits}, comment {_hasComment}";

    private string TextOf(decimal? value) =>
        value is { } number ? number.ToString(CultureInfo.InvariantCulture).Replace('.', _decimal) : _missing;

    private T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private static string Text(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static string Epoch(DateTime time, long ticks) =>
        ((time - DateTime.UnixEpoch).Ticks / ticks).ToString(CultureInfo.InvariantCulture);
}
