namespace Presage.Reporting.Charts;

/// <summary>A plot with its title, what it shows, its legend and, where cheap, its numbers.</summary>
public static class Figure
{
    /// <param name="note">What to see in it: one or two sentences.</param>
    /// <param name="isWide">Takes the whole width of the page.</param>
    /// <param name="numbers">The same as a table, folded away.</param>
    public static Markup Of(
        string title, string note, Markup legend, Markup plot, bool isWide = false, Markup? numbers = null) => Markup.Of(
        $"""
        <figure class="{(isWide ? "wide" : "")}"><figcaption><strong>{title}</strong> <span>{note}</span></figcaption>
        {legend}{plot}{(numbers is null ? Markup.Empty : Markup.Of($"<details><summary>Numbers</summary>{numbers}</details>"))}</figure>
        """);

    /// <summary>Figures side by side where there is room.</summary>
    public static Markup Row(params IEnumerable<Markup> figures) => Markup.Of($"""<div class="figures">{figures}</div>""");
}
