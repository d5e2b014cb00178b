namespace Presage.Ingestion.Cells;

/// <summary>How the numbers of a column are written.</summary>
internal enum NumberForm
{
    /// <summary>With a decimal point; commas are not known to group thousands.</summary>
    Plain,

    /// <summary>With a decimal point, and perhaps commas between thousands.</summary>
    Point,

    /// <summary>With a decimal comma, and perhaps points between thousands.</summary>
    Comma,
}

/// <summary>Reads numbers of a form that is known; blanks and apostrophes between thousands are understood in any.</summary>
internal static class NumberText
{
    private const int Longest = 64;

    /// <summary>False for anything but a finite number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, NumberForm form, out double value)
    {
        if (form != NumberForm.Comma && CellNumber.TryParse(text, out value))
            return true;

        value = 0;
        Span<byte> plain = stackalloc byte[Longest];
        return TryRewrite(text, form, ref plain) && CellNumber.TryParse(plain, out value);
    }

    /// <summary>Writes a number with a decimal point and without marks between thousands.</summary>
    /// <param name="plain">Long enough for the text; then what was written of it.</param>
    public static bool TryRewrite(ReadOnlySpan<byte> text, NumberForm form, scoped ref Span<byte> plain)
    {
        if (text.Length > plain.Length)
            return false;

        var (at, length) = (0, 0);
        if (SignLength(text) is > 0 and var sign)
        {
            plain[length++] = text[0] == '+' ? (byte)'+' : (byte)'-';
            at = sign;
        }

        var group = 0;
        var digits = 0;
        var isFirst = true;
        ReadOnlySpan<byte> mark = default;
        for (; at < text.Length; at++)
        {
            if ((uint)(text[at] - '0') <= 9)
            {
                plain[length++] = text[at];
                group++;
                digits++;
                continue;
            }

            var found = GroupMark(text[at..], form);
            if (found.IsEmpty)
                break;

            // A group has three digits, the first one to three of which the first is no zero; all have the same mark.
            var isGroup = isFirst ? group is >= 1 and <= 3 && plain[length - group] != '0' : group == 3 && found.SequenceEqual(mark);
            if (!isGroup)
                return false;

            mark = found;
            isFirst = false;
            group = 0;
            at += found.Length - 1;
        }

        return (isFirst || group == 3) && TryRewriteRest(text[at..], form, digits, ref plain, length);
    }

    private static bool TryRewriteRest(ReadOnlySpan<byte> rest, NumberForm form, int digits, scoped ref Span<byte> plain, int length)
    {
        if (!rest.IsEmpty && rest[0] == (form == NumberForm.Comma ? ',' : '.'))
        {
            plain[length++] = (byte)'.';
            rest = rest[1..];
            for (; !rest.IsEmpty && (uint)(rest[0] - '0') <= 9; rest = rest[1..], digits++)
                plain[length++] = rest[0];
        }

        if (digits == 0 || (!rest.IsEmpty && rest[0] is not ((byte)'e' or (byte)'E')) || rest.Contains((byte)','))
            return false;

        rest.CopyTo(plain[length..]);
        plain = plain[..(length + rest.Length)];
        return true;
    }

    /// <summary>A sign may also be the true minus of typography.</summary>
    private static int SignLength(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'+' or (byte)'-', ..] => 1,
        [0xe2, 0x88, 0x92, ..] => 3,
        _ => 0,
    };

    private static ReadOnlySpan<byte> GroupMark(ReadOnlySpan<byte> text, NumberForm form) => text switch
    {
        [(byte)' ' or (byte)'\'', ..] => text[..1],
        [(byte)',', ..] when form == NumberForm.Point => text[..1],
        [(byte)'.', ..] when form == NumberForm.Comma => text[..1],
        [0xc2, 0xa0, ..] => text[..2],
        [0xe2, 0x80, 0xaf or 0x89 or 0x99, ..] => text[..3],
        _ => default,
    };
}
