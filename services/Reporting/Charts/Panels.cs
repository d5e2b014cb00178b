namespace Presage.Reporting.Charts;

/// <summary>Plots on top of each other over one time axis.</summary>
public static class Panels
{
    private const int Heading = 26;
    private const int Gap = 10;

    /// <param name="overlay">Drawn over all panels; given the height they reach down to.</param>
    public static Markup Of(
        string title, string description, Scale time, IReadOnlyList<Panel> panels, Func<double, Markup>? overlay = null, int left = 44)
    {
        var bottom = panels.Sum(panel => HeightOf(panel)) - Gap;
        var parts = new List<Markup>();
        var y = 0;
        foreach (var panel in panels)
        {
            parts.Add(Draw(panel, y, left));
            y += HeightOf(panel);
        }

        var lines = time.Ticks.Select(tick => TimeLine(tick, time.At(tick.Value), bottom));
        var ticks = time.Ticks.Select(tick => PlotFrame.XTick(time, tick, bottom));
        return PlotFrame.Open(title, description, bottom + PlotFrame.Bottom, left, PlotFrame.Right, Markup.Of(
            $"""
            <g class="axis">{lines}{ticks}{PlotFrame.XName("time (UTC)", bottom)}</g>
            {overlay?.Invoke(bottom)}
            {parts}
            """));
    }

    private static Markup TimeLine(Tick tick, double x, int bottom) => Markup.Of(
        $"""<line class="grid{(tick.WideOnly ? " wide-only" : "")}" x1="{x:0.##}%" x2="{x:0.##}%" y1="{Heading}" y2="{bottom}"/>""");

    private static int HeightOf(Panel panel) => Heading + panel.Height + Gap;

    private static Markup Draw(Panel panel, int y, int left) => Markup.Of(
        $"""
        <g class="axis"><text class="heading" x="{-left}" y="{y + 13}">{panel.Heading}</text></g>
        <svg y="{y + Heading}" width="100%" height="{panel.Height}" overflow="visible">{YAxis(panel)}{panel.Content}</svg>
        """);

    private static Markup YAxis(Panel panel) =>
        Markup.Of($"""<g class="axis">{panel.Y?.Ticks.Select(tick => PlotFrame.YTick(panel.Y, tick))}</g>""");
}

/// <param name="Y">From the panel's height (bottom) to 0 (top); null when y means nothing.</param>
public sealed record Panel(string Heading, int Height, Scale? Y, Markup Content);
