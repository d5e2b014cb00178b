namespace Presage.Sources.Text;

/// <summary>How an object's bytes become text in UTF-8.</summary>
/// <param name="IsGzip">Whether they are unpacked first.</param>
public readonly record struct TextForm(bool IsGzip, TextCoding Coding = TextCoding.Utf8);

/// <summary>What text is written in, as its byte order mark says.</summary>
public enum TextCoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
}
