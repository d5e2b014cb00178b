namespace Presage.Reporting.Charts;

/// <summary>
/// Frame of a plot: title and description for screen readers, grid, ticks, axis labels. x is percent of the width, y is pixels.
/// </summary>
/// <param name="Title">Short name of the plot.</param>
/// <param name="Description">What can be seen in it, for those who cannot.</param>
/// <param name="X">From 0 to 100 (percent).</param>
/// <param name="Y">From the bottom to the top of the plot area, in pixels.</param>
/// <param name="Left">Room for the tick labels of y, in pixels.</param>
public sealed record PlotFrame(string Title, string Description, Scale X, Scale Y, string XLabel, string YLabel, int Left = 44)
{
    /// <summary>Room above the plot area, for the label of y.</summary>
    public const int Top = 24;

    public const int Right = 14;

    /// <summary>Room below, for the ticks and the label of x.</summary>
    public const int Bottom = 38;

    /// <summary>Y scale of a plot area of the given height.</summary>
    public static (double Start, double End) Area(int height) => (Top + height, Top);

    public Markup Draw(Markup content) => Open(Title, Description, (int)(Y.Start + Bottom), Left, Right, Markup.Of(
        $"""
        <g class="axis">{Y.Ticks.Select(tick => YTick(Y, tick))}{X.Ticks.Select(tick => XTick(X, tick, Y.Start))}{Names()}</g>
        {content}
        """));

    /// <summary>An SVG element that is as wide as it can be, with room for labels at its sides.</summary>
    public static Markup Open(string title, string description, int height, int left, int right, Markup content) => Markup.Of(
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" aria-label="{title}" height="{height}"
          style="width:calc(100% - {left + right}px);height:{height}px;margin:0 {right}px 0 {left}px">
        <title>{title}</title><desc>{description}</desc>
        {content}
        </svg>
        """);

    /// <summary>The name of the x axis, below its ticks.</summary>
    public static Markup XName(string name, double bottom) =>
        Markup.Of($"""<text class="name end" x="100%" y="{bottom + 33:0.#}">{name}</text>""");

    public static Markup XTick(Scale x, Tick tick, double bottom)
    {
        var place = x.At(tick.Value);
        var anchor = place > 96 ? " end" : place < 2 ? " start" : "";
        var mark = Markup.Of($"""<line x1="{place:0.##}%" x2="{place:0.##}%" y1="{bottom:0.#}" y2="{bottom + 4:0.#}"/>""");
        return Markup.Of(
            $"""<g class="x{(tick.WideOnly ? " wide-only" : "")}">{mark}"""
            + $"""<text class="mid{anchor}" x="{place:0.##}%" y="{bottom + 16:0.#}">{tick.Label}</text></g>""");
    }

    public static Markup YTick(Scale y, Tick tick)
    {
        var place = y.At(tick.Value);
        return Markup.Of(
            $"""<line class="grid" x1="0" x2="100%" y1="{place:0.#}" y2="{place:0.#}"/>"""
            + $"""<text class="end" x="-6" y="{place + 4:0.#}">{tick.Label}</text>""");
    }

    private Markup Names() => Markup.Of($"""<text class="name" x="{-Left}" y="10">{YLabel}</text>{XName(XLabel, Y.Start)}""");
}
