using Presage.Engine;

namespace Presage.Ingestion.Csv;

/// <summary>Tells text from what is not, and says what it is instead where that can be seen.</summary>
internal static class TextCheck
{
    private const string Remedy = "Export the table as CSV in UTF-8.";

    /// <summary>Blanks, line ends and the byte order mark.</summary>
    private static ReadOnlySpan<byte> Blank => [0xef, 0xbb, 0xbf, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];

    /// <param name="head">Beginning of the file, unpacked.</param>
    /// <exception cref="PresageException"><c>empty-file</c>, <c>not-text</c>, <c>not-utf8</c>, <c>pointer-file</c>.</exception>
    public static void Require(ReadOnlySpan<byte> head, string name)
    {
        if (!head.ContainsAnyExcept(Blank))
            throw new PresageException(
                ErrorKind.Invalid, "empty-file", $"There is nothing in the file '{name}'.", "Export it again, or leave it out.");

        if (KindOf(head) is { } kind)
            throw new PresageException(ErrorKind.Invalid, "not-text", $"The file '{name}' is {kind}, not text.", Remedy);

        if (head.StartsWith("version https://git-lfs."u8) || head.StartsWith("/annex/objects/"u8))
            throw new PresageException(
                ErrorKind.Invalid, "pointer-file", $"The file '{name}' only points to the one that Git stores elsewhere.",
                "Fetch that one, such as with git lfs pull or git annex get.");

        if (TextEncodings.Guess(head) is { } encoding)
            throw new PresageException(
                ErrorKind.Invalid, "not-utf8", $"The file '{name}' is not text in UTF-8; it looks like {encoding.Name}.",
                $"Export the table as CSV in UTF-8, or convert it: iconv -f {encoding.Charset} -t UTF-8 OLD.csv > NEW.csv.");

        if (head.Contains((byte)0))
            throw new PresageException(ErrorKind.Invalid, "not-text", $"The file '{name}' has zero bytes in it and is not text.", Remedy);
    }

    private static string? KindOf(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => "a ZIP archive or an Excel workbook",
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1', < (byte)' ', ..] => "a Parquet file",
        [0xd0, 0xcf, 0x11, 0xe0, ..] => "an old Excel workbook",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
        [(byte)'B', (byte)'Z', (byte)'h', _, (byte)'1', (byte)'A', (byte)'Y', ..] => "compressed with bzip2",
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "compressed with xz",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "compressed with Zstandard",
        [0x1f, 0x8b, ..] => "compressed twice",
        [(byte)'<', ..] => "a web page or an XML document",
        [(byte)'{', ..] or [(byte)'[', (byte)'{', ..] => "a JSON document",
        _ => null,
    };
}
