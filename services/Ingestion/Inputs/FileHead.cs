using Presage.Engine;
using Presage.Ingestion.Csv;

namespace Presage.Ingestion.Inputs;

/// <summary>What the beginning of a file says about it.</summary>
/// <param name="Columns">Names in the header, in their order.</param>
/// <param name="DataOffset">First byte of text after the header.</param>
/// <param name="DataLine">Line number of that byte.</param>
internal sealed record FileHead(bool IsGzip, CsvFormat Format, IReadOnlyList<string> Columns, long DataOffset, long DataLine)
{
    private const int HeadBytes = 1 << 16;
    private const int MostColumns = 10_000;

    /// <exception cref="PresageException">The file is not a table of text.</exception>
    public static FileHead Read(InputFiles files, string path)
    {
        var raw = ReadStart(files.OpenRaw(path));
        var isGzip = raw is [0x1f, 0x8b, ..];
        if (!isGzip && path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            throw new PresageException(ErrorKind.Invalid, "not-gzip", $"The file '{path}' is named .gz but is not compressed with gzip.", "Rename it, or compress it with gzip.");

        var head = isGzip ? ReadStart(files.OpenText(path, true)) : raw;
        TextCheck.Require(head, path);
        return Parse(head, isGzip, path);
    }

    private static FileHead Parse(byte[] head, bool isGzip, string path)
    {
        var start = head is [0xef, 0xbb, 0xbf, ..] ? 3 : 0;
        var separators = Separators.Of(head.AsSpan(start));
        using var rows = new RowReader(new MemoryStream(head, start, head.Length - start), long.MaxValue, separators, 1, new TextLimits(path, HeadBytes, long.MaxValue));
        using var reader = new CsvReader(rows, separators, MostColumns);
        if (!reader.Read() || reader.Position == HeadBytes - start)
            throw NoHeader(path);

        var columns = new string[Math.Min(reader.Count, MostColumns)];
        for (var column = 0; column < columns.Length; column++)
            columns[column] = System.Text.Encoding.UTF8.GetString(reader[column]);

        return new FileHead(isGzip, separators, columns, start + reader.Position, reader.NextLine);
    }

    private static byte[] ReadStart(Stream stream)
    {
        using (stream)
        {
            var head = new byte[HeadBytes];
            return head[..stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
        }
    }

    private static PresageException NoHeader(string path) => new(
        ErrorKind.Invalid, "no-header", $"The file '{path}' does not begin with a row of column names.", "Write the names of the columns into the first line.");
}
