namespace Presage.Ingestion.Csv;

/// <summary>Tells from a header how a file separates fields and rows.</summary>
internal static class Separators
{
    /// <param name="head">Beginning of the text, without byte order mark.</param>
    public static CsvFormat Of(ReadOnlySpan<byte> head)
    {
        var lineEnd = head.IndexOf((byte)'\n') < 0 && head.IndexOf((byte)'\r') >= 0 ? (byte)'\r' : (byte)'\n';
        var header = head.TrimStart(" \t\r\n"u8);
        var end = header.IndexOfAny((byte)'\r', (byte)'\n');
        header = end < 0 ? header : header[..end];

        var separator = (byte)',';
        foreach (var other in ";\t|"u8)
            if (header.Count(other) > header.Count(separator))
                separator = other;

        return new CsvFormat(separator, lineEnd);
    }
}
