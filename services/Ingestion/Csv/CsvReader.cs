namespace Presage.Ingestion.Csv;

/// <summary>Rows of a text with their fields; blank rows, and comments between the rows of a table, are passed over.</summary>
/// <param name="columns">Fields of a row that can be asked for; more are counted only.</param>
internal sealed class CsvReader(RowReader rows, CsvFormat format, int columns) : IDisposable
{
    private readonly int[] _starts = new int[columns];
    private readonly int[] _lengths = new int[columns];
    private byte[] _unescaped = [];

    /// <summary>Number of fields of the row.</summary>
    public int Count { get; private set; }

    public long Line => rows.Line;

    public long NextLine => rows.NextLine;

    public long Position => rows.Position;

    /// <summary>Whether fields of the row are in quotes.</summary>
    public bool IsQuoted => rows.Kind == RowKind.Quoted;

    public bool IsBroken => rows.Kind == RowKind.Broken;

    /// <summary>The row as it is.</summary>
    public ReadOnlySpan<byte> Row => rows.Row;

    /// <summary>A field without its quotes and without blanks around it; valid until another field or row is read.</summary>
    public ReadOnlySpan<byte> this[int column]
    {
        get
        {
            var field = rows.Row.Slice(_starts[column], _lengths[column]);
            if (rows.Kind != RowKind.Plain && field is [CsvFormat.Quote, .., CsvFormat.Quote])
                field = Unquote(field[1..^1]);

            return Trim(field);
        }
    }

    public bool Read()
    {
        while (rows.Read())
        {
            if (IsBlank(rows.Row))
                continue;

            Split(rows.Row);
            if (Count != 1 || _starts.Length == 1 || !IsComment(rows.Row))
                return true;
        }

        return false;
    }

    public void Dispose() => rows.Dispose();

    /// <summary>Whether there is nothing in a row, or nothing between its separators.</summary>
    private bool IsBlank(ReadOnlySpan<byte> row) =>
        Trim(row).IsEmpty
        || ((row[0] == format.Separator || row[0] == ' ') && row.IndexOfAnyExcept(format.Separator, (byte)' ', (byte)'\t') < 0);

    private static bool IsComment(ReadOnlySpan<byte> row) => row[0] == '#' || row.StartsWith("//"u8);

    private void Split(ReadOnlySpan<byte> row)
    {
        Count = 0;
        for (var start = 0; start <= row.Length;)
        {
            var length = FieldLength(row[start..]);
            if (Count < _starts.Length)
            {
                _starts[Count] = start;
                _lengths[Count] = length;
            }

            Count++;
            start += length + 1;
        }
    }

    private int FieldLength(ReadOnlySpan<byte> rest)
    {
        var quoted = rows.Kind == RowKind.Quoted && rest is [CsvFormat.Quote, ..] ? QuotedLength(rest) : 0;
        var length = rest[quoted..].IndexOf(format.Separator);
        return length < 0 ? rest.Length : quoted + length;
    }

    private static int QuotedLength(ReadOnlySpan<byte> rest)
    {
        for (var at = 1; ; at += 2)
        {
            at += rest[at..].IndexOf(CsvFormat.Quote);
            if (at + 1 >= rest.Length || rest[at + 1] != CsvFormat.Quote)
                return at + 1;
        }
    }

    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> inner)
    {
        if (inner.IndexOf(CsvFormat.Quote) < 0)
            return inner;

        if (_unescaped.Length < inner.Length)
            _unescaped = new byte[inner.Length];

        var length = 0;
        for (var at = 0; at < inner.Length; at++)
        {
            _unescaped[length++] = inner[at];
            if (inner[at] == CsvFormat.Quote)
                at++;
        }

        return _unescaped.AsSpan(0, length);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field) =>
        field.IsEmpty || (field[0] > ' ' && field[^1] > ' ') ? field : field.Trim(" \t\r"u8);
}
