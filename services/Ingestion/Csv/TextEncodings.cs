using System.Text.Unicode;

namespace Presage.Ingestion.Csv;

/// <summary>Guesses what a text that is not in UTF-8 is written in.</summary>
internal static class TextEncodings
{
    private static readonly (string Name, string Charset) s_utf32 = ("UTF-32", "UTF-32");
    private static readonly (string Name, string Charset) s_utf16LittleEndian = ("UTF-16 without a byte order mark", "UTF-16LE");
    private static readonly (string Name, string Charset) s_utf16BigEndian = ("UTF-16 without a byte order mark", "UTF-16BE");
    private static readonly (string Name, string Charset) s_ebcdic = ("EBCDIC", "CP037");
    private static readonly (string Name, string Charset) s_windows = ("Windows-1252, as Excel writes it", "WINDOWS-1252");

    /// <summary>Null for UTF-8, and for what has zero bytes and is no text at all.</summary>
    public static (string Name, string Charset)? Guess(ReadOnlySpan<byte> head)
    {
        if (head is [0xff, 0xfe, 0, 0, ..] or [0, 0, 0xfe, 0xff, ..])
            return s_utf32;

        if (head.Contains((byte)0))
            return GuessUtf16(head);

        if (IsMostlyUtf8(head))
            return null;

        // In EBCDIC the letters and digits, of which a table is made, all lie above those of ASCII.
        return !head.ContainsAnyInRange((byte)'0', (byte)'9') && Share(head, value => value is >= 0x81 and <= 0xf9) > 0.5
            ? s_ebcdic
            : s_windows;
    }

    /// <summary>Every other byte of what is mostly ASCII is zero.</summary>
    private static (string Name, string Charset)? GuessUtf16(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
            if (head[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;

        var enough = head.Length * 0.4;
        return odd > enough && even == 0 ? s_utf16LittleEndian : even > enough && odd == 0 ? s_utf16BigEndian : null;
    }

    private static double Share(ReadOnlySpan<byte> head, Func<byte, bool> isOne)
    {
        var count = 0;
        foreach (var value in head)
            count += isOne(value) ? 1 : 0;

        return (double)count / head.Length;
    }

    /// <summary>
    /// A damaged line here and there is quarantined later; in a file in another encoding it is most of them, or the header.
    /// </summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> head)
    {
        if (Utf8.IsValid(head))
            return true;

        int lines = 0, wrong = 0;
        foreach (var line in head.Split((byte)'\n'))
        {
            // The head may end within a character.
            if (line.End.Value == head.Length && lines > 0)
                break;

            lines++;
            if (!Utf8.IsValid(head[line]))
            {
                if (lines == 1)
                    return false;

                wrong++;
            }
        }

        return wrong * 2 <= lines;
    }
}
