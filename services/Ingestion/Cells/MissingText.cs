using System.Text;

namespace Presage.Ingestion.Cells;

/// <summary>
/// Knows what stands for no value: nothing at all, and the usual words of programs, databases, spreadsheets and historians, in any case.
/// </summary>
internal static class MissingText
{
    private static readonly string[] s_words =
    [
        "-", "--", "---", ".", "?", "na", "n/a", "n.a.", "n.a", "#n/a", "#na", "#n/a n/a", "#nv", "<na>", "nan", "-nan", "+nan",
        "nan(ind)", "-nan(ind)", "nan(snan)", "1.#qnan", "-1.#qnan", "1.#ind", "-1.#ind", "1.#inf", "-1.#inf", "inf", "+inf", "-inf",
        "infinity", "+infinity", "-infinity", "null", "(null)", "[null]", "none", "nil", "\\n", "nat", "missing", "#div/0!", "#value!",
        "#wert!", "#ref!", "#bezug!", "#num!", "#zahl!", "#name?", "#null!", "#error!", "no data", "nodata", "pt created",
        "point created", "i/o timeout", "bad input", "bad data", "bad output", "shutdown", "comm fail", "configure", "scan off",
        "scan timeout", "not connect", "no result", "no sample", "intf shut", "calc failed", "calc off", "arc off-line", "unit down",
        "equip fail", "invalid data",
    ];

    private static readonly byte[][][] s_byLength = ByLength(s_words);

    /// <summary>Whether a field says that there is no value.</summary>
    public static bool Is(ReadOnlySpan<byte> text) => IsOneOf(text, s_byLength);

    /// <summary>The words sorted for <see cref="IsOneOf"/>, each in the place of its length in UTF-8.</summary>
    public static byte[][][] ByLength(IEnumerable<string> words)
    {
        var bytes = words.Select(word => Encoding.UTF8.GetBytes(word.Trim())).ToLookup(word => word.Length);
        return [.. Enumerable.Range(0, bytes.Max(words => words.Key) + 1).Select(length => bytes[length].ToArray())];
    }

    public static bool IsOneOf(ReadOnlySpan<byte> text, byte[][][] words)
    {
        if (text.IsEmpty)
            return true;

        if (text.Length < words.Length)
            foreach (var word in words[text.Length])
                if (text.SequenceEqual(word) || Ascii.EqualsIgnoreCase(text, word))
                    return true;

        return false;
    }
}
