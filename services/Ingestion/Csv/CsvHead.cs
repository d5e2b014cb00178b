using System.Text;
using Presage.Engine;

namespace Presage.Ingestion.Csv;

/// <summary>What the beginning of a text says about the table in it.</summary>
/// <param name="Columns">Names in the header, in their order.</param>
/// <param name="DataOffset">First byte of text after the header.</param>
/// <param name="DataLine">Line number of that byte.</param>
internal sealed record CsvHead(CsvFormat Format, IReadOnlyList<string> Columns, int DataOffset, long DataLine)
{
    private const int MostColumns = 10_000;

    /// <param name="head">Beginning of the text. The header has to end within it.</param>
    /// <param name="isWhole">Whether the text ends with it.</param>
    /// <param name="name">What is read, for messages.</param>
    /// <exception cref="PresageException">It is no table of text.</exception>
    public static CsvHead Of(ReadOnlySpan<byte> head, bool isWhole, string name)
    {
        TextCheck.Require(head, name);
        var start = head is [0xef, 0xbb, 0xbf, ..] ? 3 : 0;
        var format = Separators.Of(head[start..]);
        var text = new MemoryStream(head[start..].ToArray());
        using var rows = new RowReader(text, long.MaxValue, format, 1, new TextLimits(name, head.Length, long.MaxValue));
        using var reader = new CsvReader(rows, format, MostColumns);
        if (!reader.Read() || (!isWhole && reader.Position == head.Length - start))
            throw NoHeader(name);

        var columns = new string[Math.Min(reader.Count, MostColumns)];
        for (var column = 0; column < columns.Length; column++)
            columns[column] = Encoding.UTF8.GetString(reader[column]);

        return new CsvHead(format, columns, (int)(start + reader.Position), reader.NextLine);
    }

    private static PresageException NoHeader(string name) => new(
        ErrorKind.Invalid, "no-header",
        $"The file '{name}' does not begin with a row of column names.",
        "Write the names of the columns into the first line.");
}
