namespace Presage.Reporting.Charts;

/// <summary>
/// Horizontal bars, one a row, each of one or several parts in a line; horizontal because names are long and rows can be many.
/// </summary>
public static class BarChart
{
    private const int Top = 4;
    private const int BarHeight = 16;
    private const int LongestBeside = 14;
    private const int LongestAbove = 44;

    /// <param name="show">Writes a value.</param>
    /// <param name="smallestStep">1 where only whole numbers mean anything.</param>
    public static Markup Of(
        string title, string description, IReadOnlyList<Bar> bars, string valueLabel, Func<double, string> show, double smallestStep = 0)
    {
        var layout = Layout.Of(bars);
        var bottom = Top + (bars.Count * layout.RowHeight) + 4;
        var x = Scale.Rounded(0, Math.Max(bars.Select(bar => bar.Total).DefaultIfEmpty(0).Max(), 1e-9), 0, 100, 4, smallestStep);
        return PlotFrame.Open(title, description, bottom + PlotFrame.Bottom, layout.Left, 52, Markup.Of(
            $"""
            <g class="axis">{x.Ticks.Select(tick => Grid(x.At(tick.Value), bottom))}
            {x.Ticks.Select(tick => PlotFrame.XTick(x, tick, bottom))}{PlotFrame.XName(valueLabel, bottom)}</g>
            {bars.Select((bar, i) => Row(bar, x, Top + (i * layout.RowHeight), layout, show))}
            """));
    }

    private static Markup Grid(double x, int bottom) =>
        Markup.Of($"""<line class="grid" x1="{x:0.##}%" x2="{x:0.##}%" y1="{Top}" y2="{bottom}"/>""");

    private static Markup Row(Bar bar, Scale x, int top, Layout layout, Func<double, string> show)
    {
        var y = top + layout.BarOffset;
        var start = 0.0;
        var parts = new List<Markup>();
        foreach (var part in bar.Parts.Where(part => part.Value > 0))
        {
            var (from, to) = (x.At(start), x.At(start + part.Value));
            var tip = $"{bar.Name}{(part.Name.Length > 0 ? $", {part.Name}" : "")}: {show(part.Value)}";
            parts.Add(Rectangle(part.Colour, from, to - from, y, BarHeight, tip));
            start += part.Value;
        }

        return Markup.Of(
            $"""{Name(bar, top, layout)}{parts}<text class="value" x="{x.At(start):0.##}%" dx="5" y="{y + 12}">{show(bar.Total)}</text>""");
    }

    /// <param name="x">Percent, as is the width.</param>
    public static Markup Rectangle(int colour, double x, double width, int y, int height, string tip) => Markup.Of(
        $"""<rect class="bar {Palette.Class(colour)}" x="{x:0.##}%" width="{width:0.##}%" y="{y}" height="{height}">"""
        + $"<title>{tip}</title></rect>");

    private static Markup Name(Bar bar, int top, Layout layout) => layout.IsBeside
        ? Markup.Of($"""<text class="end" x="-7" y="{top + layout.BarOffset + 12}">{bar.Name}</text>""")
        : Markup.Of($"""<text x="{4 - layout.Left}" y="{top + 13}">{Format.Short(bar.Name, LongestAbove)}</text>""");

    /// <summary>Short names stand beside their bars; long ones above, so that bars have room on a narrow screen too.</summary>
    private readonly record struct Layout(bool IsBeside, int Left, int RowHeight, int BarOffset)
    {
        public static Layout Of(IReadOnlyList<Bar> bars)
        {
            var longest = bars.Select(bar => bar.Name.Length).DefaultIfEmpty(0).Max();
            return longest <= LongestBeside
                ? new Layout(true, 12 + (int)(6.8 * longest), BarHeight + 6, 3)
                : new Layout(false, 12, BarHeight + 22, 17);
        }
    }
}

public sealed record Bar(string Name, IReadOnlyList<BarPart> Parts)
{
    public double Total => Parts.Sum(part => part.Value);

    public static Bar Of(string name, double value, int colour = Palette.Blue) => new(name, [new BarPart("", value, colour)]);
}

/// <param name="Name">What the part stands for; empty when the bar has only one.</param>
public readonly record struct BarPart(string Name, double Value, int Colour);
