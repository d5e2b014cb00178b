namespace Presage.Reporting.Charts;

/// <summary>Legend of a plot: an HTML list, so that it wraps where there is little room.</summary>
public static class Legend
{
    public static Markup Of(params IEnumerable<LegendItem> items) =>
        Markup.Of($"""<ul class="legend">{items.Select(item => Markup.Of($"<li>{Swatch(item)}{item.Name}</li>"))}</ul>""");

    public static Markup Of(IEnumerable<Series> series) =>
        Of(series.Select(line => new LegendItem(line.Name, line.Colour, line.Dashed ? Symbol.Dashes : Symbol.Line)));

    private static Markup Swatch(LegendItem item) => Markup.Of(
        $"""<svg class="swatch {Palette.Class(item.Colour)}" width="20" height="12" aria-hidden="true">{Shape(item.Symbol)}</svg>""");

    private static Markup Shape(Symbol symbol) => symbol switch
    {
        Symbol.Line => Markup.Of($"""<path class="line" d="M1 6H19"/>"""),
        Symbol.Dashes => Markup.Of($"""<path class="line dashed" d="M1 6H19"/>"""),
        Symbol.Area => Markup.Of($"""<rect class="bar" x="3" width="14" y="1" height="10" rx="2"/>"""),
        _ => Markup.Of($"""<svg x="10" y="6" overflow="visible">{Mark.Shape(symbol)}</svg>"""),
    };
}

public readonly record struct LegendItem(string Name, int Colour, Symbol Symbol = Symbol.Area);
