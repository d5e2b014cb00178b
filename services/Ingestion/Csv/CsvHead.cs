using System.Text;
using Presage.Engine;
using Presage.Ingestion.Records;

namespace Presage.Ingestion.Csv;

/// <summary>What the beginning of a text says about the table in it.</summary>
/// <param name="Columns">Names in the header, in their order.</param>
/// <param name="DataOffset">First byte of text after the header.</param>
/// <param name="DataLine">Line number of that byte.</param>
internal sealed record CsvHead(CsvFormat Format, IReadOnlyList<string> Columns, int DataOffset, long DataLine)
{
    private const int MostColumns = 100_000;
    private const int MostLines = 50;

    /// <summary>Names of columns that a line has at least to be told for the header by them.</summary>
    private const int FewestKnown = 2;

    /// <param name="head">Beginning of the text. The header has to end within it.</param>
    /// <param name="isWhole">Whether the text ends with it.</param>
    /// <param name="name">What is read, for messages.</param>
    /// <param name="known">
    /// By whose names the header is found among the first lines, where there are others before it; otherwise it is the first line that is
    /// no comment.
    /// </param>
    /// <exception cref="PresageException">It is no table of text.</exception>
    public static CsvHead Of(ReadOnlySpan<byte> head, bool isWhole, string name, KnownColumns? known = null)
    {
        TextCheck.Require(head, name);
        var start = head is [0xef, 0xbb, 0xbf, ..] ? 3 : 0;
        var declared = Separators.Declared(head[start..]);
        var (best, score) = (default(CsvHead), 0);
        var first = default(CsvHead);
        var (offset, line) = (start, 1L);
        for (; line <= MostLines && offset < head.Length && score < FewestKnown; line++)
        {
            var rest = head[offset..];
            var format = Separators.Of(rest);
            var end = rest.IndexOf(format.LineEnd);
            var text = (end < 0 ? rest : rest[..end]).Trim(" \t\r"u8);
            var isPassedOver = text.IsEmpty || (line == 1 && declared is not null);
            if (!isPassedOver && Row(head, offset, line, isWhole, format, declared, name, known) is var (found, names))
            {
                (best, score) = names > score ? (found, names) : (best, score);
                first ??= IsComment(text) ? null : found;
                if (known is null && first is not null)
                    return first;
            }

            offset += end < 0 ? rest.Length : end + 1;
        }

        return (score >= FewestKnown ? best : first) ?? throw (
            head.IndexOfAny((byte)'\r', (byte)'\n') < 0 ? NoLineEnd(name, head.Length) : NoHeader(name));
    }

    private static bool IsComment(ReadOnlySpan<byte> text) => text[0] is (byte)'#' or (byte)';' || text.StartsWith("//"u8);

    /// <summary>A line as a header, with the number of known columns in it; null when it does not end within the head.</summary>
    private static (CsvHead Head, int Known)? Row(
        ReadOnlySpan<byte> head, int offset, long line, bool isWhole, CsvFormat format, byte? declared, string name, KnownColumns? known)
    {
        (CsvHead, int)? best = null;
        byte[] separators = declared is { } one ? [one] : known is null ? [format.Separator] : [format.Separator, .. ",;\t|"u8];
        foreach (var separator in separators)
            if (Read(head, offset, line, isWhole, format with { Separator = separator }, name) is { } row)
            {
                var count = known?.CountOf(row.Columns) ?? 0;
                if (best is null || count > best.Value.Item2)
                    best = (row, count);
            }

        return best;
    }

    private static CsvHead? Read(ReadOnlySpan<byte> head, int offset, long line, bool isWhole, CsvFormat format, string name)
    {
        var mark = head[offset] == '#' ? 1 : 0;
        var rest = head[(offset + mark)..];
        using var rows = new RowReader(
            new MemoryStream(rest.ToArray()), long.MaxValue, format, line, new TextLimits(name, head.Length, long.MaxValue));
        using var reader = new CsvReader(rows, format, Math.Min(MostColumns, rest.Count(format.Separator) + 1));
        if (!reader.Read() || (!isWhole && reader.Position == rest.Length))
            return null;

        var columns = new string[Math.Min(reader.Count, MostColumns)];
        for (var column = 0; column < columns.Length; column++)
            columns[column] = Encoding.UTF8.GetString(reader[column]);

        return new CsvHead(format, columns, (int)(offset + mark + reader.Position), reader.NextLine);
    }

    private static PresageException NoLineEnd(string name, int bytes) => new(
        ErrorKind.Invalid, "no-header",
        $"The file '{name}' has no line end in its first {bytes:N0} bytes, so that it has no row of column names.",
        "Check that it is a table of text with line ends, and that the names of the columns stand in its first line.");

    private static PresageException NoHeader(string name) => new(
        ErrorKind.Invalid, "no-header",
        $"The file '{name}' does not begin with a row of column names.",
        "Write the names of the columns into the first line.");
}
