using System.Text;

namespace Presage.Sources.Text;

internal static class TextCodings
{
    /// <summary>By the beginning of the text. UTF-32 begins as UTF-16 does, and then with two zeros.</summary>
    public static TextCoding Of(ReadOnlySpan<byte> head) => head switch
    {
        [0xff, 0xfe, 0, 0, ..] => TextCoding.Utf8,
        [0xff, 0xfe, ..] => TextCoding.Utf16LittleEndian,
        [0xfe, 0xff, ..] => TextCoding.Utf16BigEndian,
        _ => TextCoding.Utf8,
    };

    /// <summary>The same text in UTF-8.</summary>
    public static Stream ToUtf8(this TextCoding coding, Stream text) => coding switch
    {
        TextCoding.Utf16LittleEndian => Encoding.CreateTranscodingStream(text, Encoding.Unicode, Encoding.UTF8),
        TextCoding.Utf16BigEndian => Encoding.CreateTranscodingStream(text, Encoding.BigEndianUnicode, Encoding.UTF8),
        _ => text,
    };
}
