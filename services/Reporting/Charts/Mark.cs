namespace Presage.Reporting.Charts;

/// <summary>How a group is drawn, in a plot and in its legend: the last three stand for single moments.</summary>
public enum Symbol
{
    Area,
    Line,
    Dashes,
    Circle,
    Square,
    Cross,
}

/// <summary>Something that happened at a moment: a shape with a tool tip.</summary>
public static class Mark
{
    public static Markup Of(Symbol symbol, int colour, double percent, double y, string tip) => Markup.Of(
        $"""<svg class="{Palette.Class(colour)}" x="{percent:0.##}%" y="{y:0.#}" overflow="visible">"""
        + $"{Shape(symbol)}<title>{tip}</title></svg>");

    internal static Markup Shape(Symbol symbol) => symbol switch
    {
        Symbol.Cross => Markup.Of($"""<path class="mark cross" d="M-4 -4L4 4M-4 4L4 -4"/>"""),
        Symbol.Circle => Markup.Of($"""<circle class="mark" r="3.5"/>"""),
        Symbol.Square => Markup.Of($"""<rect class="mark" x="-3.5" y="-3.5" width="7" height="7"/>"""),
        _ => throw new ArgumentOutOfRangeException(nameof(symbol), symbol, "It has no shape at a single point."),
    };
}
