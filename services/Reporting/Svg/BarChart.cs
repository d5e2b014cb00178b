using Presage.Reporting.Html;

namespace Presage.Reporting.Svg;

/// <summary>Horizontal bars, one a row, each of one or several parts in a line; horizontal because names are long and rows can be many.</summary>
public static class BarChart
{
    private const int RowHeight = 22;
    private const int Top = 4;
    private const int LongestName = 24;

    public static Markup Of(string title, string description, IReadOnlyList<Bar> bars, string valueLabel, Func<double, string> show, double smallestStep = 0)
    {
        var bottom = Top + (bars.Count * RowHeight) + 4;
        var x = Scale.Rounded(0, Math.Max(bars.Select(bar => bar.Total).DefaultIfEmpty(0).Max(), 1e-9), 0, 100, 4, smallestStep);
        var left = 12 + (int)(6.3 * bars.Select(bar => Math.Min(LongestName, bar.Name.Length)).DefaultIfEmpty(0).Max());
        return PlotFrame.Open(title, description, bottom + PlotFrame.Bottom, left, 52, Markup.Of(
            $"""
            <g class="axis">{x.Ticks.Select(tick => Markup.Of($"""<line class="grid" x1="{x.At(tick.Value):0.##}%" x2="{x.At(tick.Value):0.##}%" y1="{Top}" y2="{bottom}"/>"""))}{x.Ticks.Select(tick => PlotFrame.XTick(x, tick, bottom))}<text class="name end" x="100%" y="{bottom + 33}">{valueLabel}</text></g>
            {bars.Select((bar, i) => Row(bar, x, Top + (i * RowHeight), show))}
            """));
    }

    private static Markup Row(Bar bar, Scale x, int y, Func<double, string> show)
    {
        var start = 0.0;
        var parts = new List<Markup>();
        foreach (var part in bar.Parts.Where(part => part.Value > 0))
        {
            var (from, to) = (x.At(start), x.At(start + part.Value));
            parts.Add(Markup.Of(
                $"""<rect class="bar {Palette.Class(part.Colour)}" x="{from:0.##}%" width="{to - from:0.##}%" y="{y + 3}" height="{RowHeight - 6}"><title>{bar.Name}{(part.Name.Length > 0 ? $", {part.Name}" : "")}: {show(part.Value)}</title></rect>"""));
            start += part.Value;
        }

        return Markup.Of(
            $"""<text class="end" x="-7" y="{y + 15}">{Show.Short(bar.Name, LongestName)}</text>{parts}<text class="value" x="{x.At(start):0.##}%" dx="5" y="{y + 15}">{show(bar.Total)}</text>""");
    }
}

public sealed record Bar(string Name, IReadOnlyList<BarPart> Parts)
{
    public double Total => Parts.Sum(part => part.Value);

    public static Bar Of(string name, double value, int colour = Palette.Blue) => new(name, [new BarPart("", value, colour)]);
}

/// <param name="Name">What the part stands for; empty when the bar has only one.</param>
public readonly record struct BarPart(string Name, double Value, int Colour);
