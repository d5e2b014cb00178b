namespace Presage.Reporting.Charts;

/// <summary>
/// Text that is HTML (or SVG) already. It can be made from interpolated strings only: what stands in the literal is markup, what stands in
/// the holes is data and is escaped, unless it is markup itself. So nothing that comes from data can become markup by accident.
/// </summary>
public sealed class Markup
{
    private readonly string _text;

    private Markup(string text) => _text = text;

    public static Markup Empty { get; } = new("");

    public bool IsEmpty => _text.Length == 0;

    public static Markup Of(ref MarkupHandler content) => new(content.ToStringAndClear());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part._text)));

    /// <summary>Text that the program itself brings along, such as its style sheet.</summary>
    internal static Markup Trusted(string text) => new(text);

    public override string ToString() => _text;
}
