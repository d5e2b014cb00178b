namespace Presage.Ingestion.Csv;

/// <summary>
/// Finds where rows end. A quote opens a field only at its beginning and closes it only at its end; any other quote is an ordinary
/// character, so that a stray one costs its own line and not the rest of the file. What cuts files into slices and what reads the slices
/// both ask here: they can never disagree about a row.
/// </summary>
internal static class RowScanner
{
    private const int MoreNeeded = -1;
    private const int Broken = -2;

    /// <param name="text">Begins with a row and is not empty.</param>
    /// <param name="isComplete">Whether nothing comes after the text, or nothing that may be looked at.</param>
    /// <returns>False when more text is needed.</returns>
    public static bool TryFind(ReadOnlySpan<byte> text, CsvFormat format, bool isComplete, out RowEnd row)
    {
        var kind = RowKind.Plain;
        var at = 0;
        while (true)
        {
            var found = text[at..].IndexOfAny(CsvFormat.Quote, format.LineEnd);
            if (found < 0 || text[at + found] == format.LineEnd)
                return TryEnd(text, format, found < 0 ? -1 : at + found, kind, isComplete, out row);

            at += found + 1;
            if (at > 1 && text[at - 2] != format.Separator)
                continue;

            kind = RowKind.Quoted;
            at = Close(text, at, format, isComplete);
            if (at == Broken)
                return TryEnd(text, format, text.IndexOf(format.LineEnd), RowKind.Broken, isComplete, out row);

            if (at == MoreNeeded)
            {
                row = default;
                return false;
            }
        }
    }

    /// <summary>Position after the quote that closes a field.</summary>
    private static int Close(ReadOnlySpan<byte> text, int at, CsvFormat format, bool isComplete)
    {
        while (true)
        {
            var found = text[at..].IndexOf(CsvFormat.Quote);
            if (found < 0)
                return isComplete ? Broken : MoreNeeded;

            at += found + 1;
            if (at == text.Length)
                return isComplete ? at : MoreNeeded;

            if (text[at] == format.Separator || text[at] == format.LineEnd || text[at] == (byte)'\r')
                return at;

            if (text[at] != CsvFormat.Quote)
                return Broken;

            at++;
        }
    }

    private static bool TryEnd(ReadOnlySpan<byte> text, CsvFormat format, int end, RowKind kind, bool isComplete, out RowEnd row)
    {
        var isTerminated = end >= 0;
        var length = isTerminated ? end : text.Length;
        var next = isTerminated ? end + 1 : text.Length;
        var lines = kind == RowKind.Quoted ? Math.Max(1, text[..next].Count(format.LineEnd)) : 1;
        if (length > 0 && text[length - 1] == (byte)'\r')
            length--;

        row = new RowEnd(length, next, lines, kind, isTerminated);
        return isTerminated || isComplete;
    }
}
