using Presage.Reporting.Charts;
using Presage.Reporting.Sections;

namespace Presage.Reporting;

/// <summary>The whole document: one file without script that asks nothing of the network, and is told by its own policy not to.</summary>
public static class Page
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    public static Markup Of(string title, Markup header, IReadOnlyList<Section> sections, Markup footer) => Markup.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{Markup.Trusted(Policy)}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="referrer" content="no-referrer"/>
        <link rel="icon" href="data:,"/>
        <title>{title}</title>
        <style>{StyleSheet.Charts}{StyleSheet.Read("report.css")}</style>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>{header}</header>
        <nav aria-label="Sections"><ul>{sections.Select(Link)}</ul></nav>
        <main id="content">
        {sections.Select(section => section.ToMarkup())}
        </main>
        <footer>{footer}</footer>
        </body>
        </html>

        """);

    private static Markup Link(Section section) => Markup.Of($"""<li><a href="#{section.Id}">{section.Title}</a></li>""");
}
