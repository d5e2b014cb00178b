using System.Text.RegularExpressions;

namespace Presage.Tests.Architecture;

/// <summary>The pages that people read hang together.</summary>
public sealed partial class DocumentationTests
{
    private const string Start = "README.md";

    private static readonly IReadOnlyDictionary<string, string> s_pages = Repository.Texts()
        .Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal))
        .ToDictionary(file => file.Path, file => CodeBlock().Replace(file.Text, ""));

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var broken = s_pages.Keys.SelectMany(page => LinksOf(page)
            .Where(link => !Path.Exists(Path.Combine(Repository.Root, link.Path))
                || (link.Anchor is { } anchor && !AnchorsOf(link.Path).Contains(anchor)))
            .Select(link => $"{page}: {link.Path}#{link.Anchor}"));

        s_pages.Count.ShouldBeGreaterThan(10);
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_is_reached_from_the_readme()
    {
        var reached = new HashSet<string>();
        var next = new Queue<string>([Start]);
        while (next.TryDequeue(out var page))
            if (reached.Add(page))
                foreach (var link in LinksOf(page).Where(link => s_pages.ContainsKey(link.Path)))
                    next.Enqueue(link.Path);

        s_pages.Keys.Except(reached).ShouldBeEmpty();
    }

    [Fact]
    public void An_anchor_is_a_heading_in_small_letters_with_dashes()
    {
        AnchorOf("What scales, and what does not").ShouldBe("what-scales-and-what-does-not");
        AnchorOf("The attribute `presage`").ShouldBe("the-attribute-presage");
    }

    private static IEnumerable<(string Path, string? Anchor)> LinksOf(string page) => Link().Matches(s_pages[page])
        .Select(link => link.Groups[1].Value)
        .Where(link => !link.Contains("://", StringComparison.Ordinal))
        .Select(link => link.Split('#'))
        .Select(parts => (parts[0].Length == 0 ? page : Resolved(page, parts[0]), parts.ElementAtOrDefault(1)));

    private static string Resolved(string page, string link) =>
        Repository.Relative(Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link)));

    private static IEnumerable<string> AnchorsOf(string page) =>
        s_pages.TryGetValue(page, out var text) ? Heading().Matches(text).Select(heading => AnchorOf(heading.Groups[1].Value)) : [];

    private static string AnchorOf(string heading) => NotInAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
