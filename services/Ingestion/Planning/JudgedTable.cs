using Presage.Engine;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Records;
using Presage.Sources.Text;

namespace Presage.Ingestion.Planning;

/// <summary>
/// A table of which it is judged how it is written: from its head, and from all of its rows where that leaves more than one reading.
/// </summary>
internal sealed class JudgedTable
{
    private const int MostSampledRows = 1_000;

    private readonly TableJudge _judge;
    private readonly string _name;
    private long _lastSampled;

    private JudgedTable(TableJudge judge, RecordTable table, HeaderMap columns, CsvHead head, string name) =>
        (_judge, Table, Columns, Head, _name) = (judge, table, columns, head, name);

    public RecordTable Table { get; }

    /// <summary>Where its columns stand.</summary>
    public HeaderMap Columns { get; }

    /// <summary>The head, after which the first row of data comes.</summary>
    public CsvHead Head { get; private set; }

    /// <summary>Number of fields of a row.</summary>
    public int Fields { get; private set; }

    /// <summary>Whether all rows have to be seen.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The line under the header that names units; null when there is none.</summary>
    public string? Units { get; private set; }

    /// <summary>What a person should know of the judgement; null when there is nothing.</summary>
    public string? Guess => _judge.Guess;

    /// <summary>Position of the empty field that the rows have after their last column.</summary>
    private int? EmptyColumn => Fields > Head.Columns.Count ? Fields - 1 : null;

    /// <param name="name">What is read, for messages.</param>
    /// <exception cref="PresageException"><c>other-fields</c>: most rows have more or fewer fields than the header.</exception>
    public static JudgedTable Of(ObjectText text, CsvHead head, RecordTable table, string name)
    {
        var columns = HeaderMap.Of(table, head.Columns, name);
        var judged = new JudgedTable(new TableJudge(table, columns, head.Format, name), table, columns, head, name);
        judged.Fields = judged.FieldsOf(text);
        var isWhole = judged.Sample(text);
        judged.IsOpen = judged._judge.HasZone || (!isWhole && judged._judge.IsOpen);
        return judged;
    }

    /// <summary>Looks at a row; to be given every row of the file when that is asked for.</summary>
    public void Look(CsvReader row)
    {
        if (row.IsBroken || row.Count != Fields)
            return;

        if (row.Line > _lastSampled)
            _judge.Add(row);

        if (_judge.HasZone)
            _judge.FollowClock(row);
    }

    /// <summary>How it is written.</summary>
    /// <exception cref="PresageException">That is ambiguous, or its times cannot be read.</exception>
    public TableLayout Layout() => _judge.Layout() with { EmptyColumn = EmptyColumn };

    /// <summary>Goes through the rows of the head that are whole.</summary>
    private bool Sample(ObjectText text)
    {
        using var rows = Open(text);
        var sampled = 0;
        while (rows.Read())
        {
            if (!text.IsWhole && rows.Position >= text.Head.Length - Head.DataOffset)
                return false;

            if (sampled == 0 && _judge.IsUnits(rows))
            {
                Units = System.Text.Encoding.UTF8.GetString(rows.Row);
                Head = Head with { DataOffset = (int)(Head.DataOffset + rows.Position), DataLine = rows.NextLine };
                return Sample(text);
            }

            if (++sampled > MostSampledRows)
                return false;

            if (!rows.IsBroken && rows.Count == Fields)
                _judge.Add(rows);

            _lastSampled = rows.Line;
        }

        return text.IsWhole;
    }

    /// <summary>
    /// As many as the header has names; one more where all rows end with a separator, and fewer where only the header does.
    /// </summary>
    private int FieldsOf(ObjectText text)
    {
        var named = Head.Columns.Count;
        using var rows = Open(text);
        var (right, trailing, shorter, all, line) = (0, 0, 0, 0, 0L);
        while (all < MostSampledRows && rows.Read() && (text.IsWhole || rows.Position < text.Head.Length - Head.DataOffset))
        {
            if (rows.IsBroken)
                continue;

            all++;
            right += rows.Count == named ? 1 : 0;
            trailing += rows.Count == named + 1 && rows[named].IsEmpty ? 1 : 0;
            shorter += rows.Count == named - 1 && Head.Columns[^1].Length == 0 ? 1 : 0;
            line = line == 0 && rows.Count != named ? rows.Line : line;
        }

        return right * 2 >= all || all <= 1 && trailing + shorter == 0 ? named
            : trailing > right && trailing >= shorter && trailing * 2 > all ? named + 1
            : shorter * 2 > all ? named - 1
            : throw new PresageException(
                ErrorKind.Invalid, "other-fields",
                $"Most rows of '{_name}', such as line {line:N0}, have more or fewer fields than the {named:N0} names in its header.",
                "Check the separator; numbers with decimal commas have to be quoted where commas separate the fields.");
    }

    private CsvReader Open(ObjectText text)
    {
        var head = text.Head[Head.DataOffset..].ToArray();
        var rows = new RowReader(
            new MemoryStream(head), long.MaxValue, Head.Format, Head.DataLine, new TextLimits(_name, text.Head.Length, long.MaxValue));
        return new CsvReader(rows, Head.Format, Head.Columns.Count + 1);
    }
}
