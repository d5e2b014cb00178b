using System.Globalization;

namespace Presage.Ingestion.Cells;

/// <summary>Reads numbers, the same to the last bit as <see cref="double.Parse(string, IFormatProvider)"/>.</summary>
internal static class CellNumber
{
    private const ulong MostExactMantissa = 1UL << 53;
    private const int MostDigits = 19;

    private static readonly double[] s_powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>False for anything but a finite number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        var at = text is [(byte)'-', ..] ? 1 : 0;
        var isNegative = at == 1;
        var digits = -at;
        ulong mantissa = 0;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
            mantissa = (mantissa * 10) + (uint)(text[at] - '0');

        digits += at;
        var decimals = 0;
        if (at < text.Length && text[at] == '.')
        {
            decimals = -++at;
            for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
                mantissa = (mantissa * 10) + (uint)(text[at] - '0');

            decimals += at;
        }

        // W. D. Clinger, How to read floating point numbers accurately (1990): both operands are exact, so the quotient is rounded once.
        if (at == text.Length && digits + decimals is > 0 and <= MostDigits && mantissa <= MostExactMantissa)
        {
            value = mantissa / s_powers[decimals];
            value = isNegative ? -value : value;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Whether a field says that there is no value.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) => MissingText.Is(text);
}
