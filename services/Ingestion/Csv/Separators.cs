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

    /// <summary>What a first line such as <c>sep=;</c>, which workbooks understand, says; null when there is none.</summary>
    public static byte? Declared(ReadOnlySpan<byte> head)
    {
        var line = head[..Math.Min(head.Length, 7)].Trim("\""u8);
        return line.Length >= 5 && System.Text.Ascii.EqualsIgnoreCase(line[..4], "sep="u8) && ",;\t|"u8.Contains(line[4])
            && (line.Length == 5 || line[5] is (byte)'\r' or (byte)'\n' or (byte)'"') ? line[4] : null;
    }
}
