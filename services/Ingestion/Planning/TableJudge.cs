using System.Text;
using Presage.Engine;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Records;

namespace Presage.Ingestion.Planning;

/// <summary>Judges from the rows of a file how its cells are written.</summary>
internal sealed class TableJudge
{
    private readonly RecordTable _table;
    private readonly HeaderMap _columns;
    private readonly string _file;
    private readonly TimeJudge _times;
    private readonly NumberJudge?[] _numbers;
    private readonly int[] _timeColumns;
    private readonly int? _date;
    private bool _mayHaveCommas;
    private readonly Dictionary<TimeForm, SecondPasses> _passes = [];

    public TableJudge(RecordTable table, HeaderMap columns, CsvFormat format, string file)
    {
        (_table, _columns, _file) = (table, columns, file);
        _times = new TimeJudge(table.Reading.Time);
        _timeColumns = [.. table.Columns.Index().Where(column => column.Item.IsTime).Select(column => columns.Positions[column.Index])];
        _date = table.Reading.Time.Date is null || table.Kind == RecordKind.Machines ? null : columns.Positions[^1];
        _mayHaveCommas = format.Separator != (byte)',';
        _numbers =
        [
            .. table.Columns.Select((column, index) =>
                column.IsNumber && columns.Positions[index] >= 0 && table.Reading.Decimal is null ? new NumberJudge() : null),
        ];
    }

    /// <summary>Whether the times of the file went by a clock whose zone was declared, so that all rows have to be seen.</summary>
    public bool HasZone => _table.Reading.Time.Zone is not null && _table.Kind != RecordKind.Machines;

    /// <summary>Whether more rows could change what was judged.</summary>
    public bool IsOpen => HasZone || _times.IsOpen || OfFile == NumberForm.Plain && _numbers.Any(IsUnsettled);

    private NumberForm OfFile => _numbers.Sum(number => number?.IsProven is true ? number.Proof : 0) switch
    {
        > 0 => NumberForm.Point,
        < 0 => NumberForm.Comma,
        _ => _numbers.Any(number => number?.IsProven is true) ? NumberForm.Point : NumberForm.Plain,
    };

    /// <summary>Whether a row under the header names units and is no record: it has no value, no time and no machine.</summary>
    public bool IsUnits(CsvReader row)
    {
        var hasUnits = false;
        for (var column = 0; column < _table.Columns.Count; column++)
        {
            var position = _columns.Positions[column];
            if (position < 0 || position >= row.Count || MissingText.Is(row[position]))
                continue;

            var text = row[position];
            var isNumber = _table.Columns[column].IsNumber;
            if (isNumber ? IsValue(text) : text.ContainsAnyInRange((byte)'0', (byte)'9'))
                return false;

            hasUnits |= isNumber;
        }

        return hasUnits;
    }

    /// <summary>Looks at a row that has as many fields as it should.</summary>
    public void Add(CsvReader row)
    {
        _mayHaveCommas |= row.IsQuoted;
        foreach (var column in _timeColumns)
            if (column >= 0)
                _times.Add(TimeOf(row, column));

        for (var column = 0; column < _numbers.Length; column++)
            _numbers[column]?.Add(row[_columns.Positions[column]]);
    }

    /// <summary>Follows the clock of each machine; begins when it is known how times are written, but for day and month.</summary>
    public void FollowClock(CsvReader row)
    {
        if (_passes.Count == 0)
        {
            _times.Narrow();
            var zone = new TimeLayout(Zone: _table.Reading.Time.Zone);
            foreach (var form in _times.Candidates)
                _passes.Add(form, new SecondPasses(new ZoneClock(zone)));
        }

        foreach (var (form, passes) in _passes)
            if (TimeText.TryParse(TimeOf(row, _timeColumns[0]), form, _table.Reading.Time.Format, true, out var ticks, out var isLocal)
                && isLocal)
                passes.Add(_columns.Positions[0] < 0 ? default : row[_columns.Positions[0]], ticks, row.Line);
    }

    /// <summary>How the file is written.</summary>
    /// <exception cref="PresageException">
    /// <c>unreadable-times</c>, <c>ambiguous-times</c>, <c>ambiguous-numbers</c>: nothing that was seen says it.
    /// </exception>
    public TableLayout Layout()
    {
        var form = FormOfTimes();
        return new TableLayout
        {
            Time = new TimeLayout(
                form,
                form == TimeForm.Pattern ? _table.Reading.Time.Format : null,
                _table.Reading.Time.Zone,
                _passes.TryGetValue(form, out var passes) ? passes.Found : null),
            Names = [.. _table.Columns.Select(column => column.Name)],
            DateColumn = _date,
            Columns = Columns(),
        };
    }

    /// <summary>How dates are read that only the habits of a country settle; null when there are none.</summary>
    public string? Guess => _times.IsGuessed ? _times.Either : null;

    private TimeForm FormOfTimes()
    {
        var name = _table.Columns.FirstOrDefault(column => column.IsTime)?.Name ?? "";
        if (_times.IsMixed)
            throw LayoutAdvice.MixedTimes(_file, name, _times.Samples);

        if (_times.IsAmbiguous)
            throw LayoutAdvice.AmbiguousTimes(_file, name, _times.Either!);

        return _times.Form ?? throw LayoutAdvice.UnreadableTimes(_file, name, _times.Samples);
    }

    private ColumnLayout[]? Columns()
    {
        var first = _table.Kind == RecordKind.Machines ? 1 : 2;
        ColumnLayout[] layouts = [.. _table.Columns.Index().Skip(first).Select(column => LayoutOf(column.Index))];
        return layouts.All(layout => layout == new ColumnLayout()) ? null : layouts;
    }

    private ColumnLayout LayoutOf(int column)
    {
        var alias = _columns.Names[column];
        var form = _table.Reading.Decimal switch
        {
            _ when !_table.Columns[column].IsNumber => NumberForm.Plain,
            ',' => NumberForm.Comma,
            '.' => NumberForm.Point,
            _ when _numbers[column] is { } judge => judge.FormIn(OfFile)
                ?? throw LayoutAdvice.AmbiguousNumbers(_file, _table.Columns[column].Name, judge.Either!),
            _ => NumberForm.Plain,
        };
        return new ColumnLayout(form, alias?.Factor ?? 1, alias?.Offset ?? 0);
    }

    /// <summary>
    /// A column that could be either, or, where fields may have commas in them, one that has had only whole numbers so far.
    /// </summary>
    private bool IsUnsettled(NumberJudge? number) => number is not null && (number.Either is not null || _mayHaveCommas);

    private ReadOnlySpan<byte> TimeOf(CsvReader row, int column)
    {
        if (_date is not { } date)
            return row[column];

        var day = Encoding.UTF8.GetString(row[date]);
        var clock = Encoding.UTF8.GetString(row[column]);
        return clock.Length == 0 ? default : Encoding.UTF8.GetBytes($"{day} {clock}");
    }

    private static bool IsValue(ReadOnlySpan<byte> text) =>
        NumberText.TryParse(text, NumberForm.Point, out _) || NumberText.TryParse(text, NumberForm.Comma, out _);
}
