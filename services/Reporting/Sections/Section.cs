using Presage.Reporting.Charts;

namespace Presage.Reporting.Sections;

/// <summary>A chapter of the report.</summary>
/// <param name="Id">Anchor; letters and hyphens.</param>
public sealed record Section(string Id, string Title, Markup Content)
{
    public Markup ToMarkup() => Markup.Of(
        $"""
        <section id="{Id}"><h2>{Title}</h2>
        {Content}
        </section>
        """);

    /// <summary>A remark instead of what cannot be shown, and what to do about it.</summary>
    public static Markup Notice(string text) => Markup.Of($"""<p class="notice">{text}</p>""");
}
