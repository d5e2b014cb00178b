using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Presage.Reporting.Charts;

/// <summary>Builds <see cref="Markup"/> from an interpolated string, escaping what stands in the holes.</summary>
[InterpolatedStringHandler]
public readonly ref struct MarkupHandler
{
    private readonly StringBuilder _text;

    public MarkupHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    public void AppendFormatted<T>(T value, string? format)
    {
        switch (value)
        {
            case null:
                break;
            case Markup markup:
                _text.Append(markup);
                break;
            case IEnumerable<Markup> parts:
                _text.AppendJoin("", parts);
                break;
            case IFormattable formattable:
                Escape(formattable.ToString(format, CultureInfo.InvariantCulture));
                break;
            default:
                Escape(value.ToString() ?? "");
                break;
        }
    }

    internal string ToStringAndClear()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    private void Escape(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                '\t' or '\n' or '\r' => _text.Append(' '),
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => _text.Append('\uFFFD'),
                _ => _text.Append(rune.ToString()),
            };
    }
}
