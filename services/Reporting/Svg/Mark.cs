using Presage.Reporting.Html;

namespace Presage.Reporting.Svg;

/// <summary>Something that happened at a moment: a shape with a tool tip.</summary>
public static class Mark
{
    public static Markup Of(Marks mark, int colour, double percent, double y, string tip) => Markup.Of(
        $"""<svg class="{Palette.Class(colour)}" x="{percent:0.##}%" y="{y:0.#}" overflow="visible">{Shape(mark)}<title>{tip}</title></svg>""");

    internal static Markup Shape(Marks mark) => mark switch
    {
        Marks.Cross => Markup.Of($"""<path class="mark cross" d="M-4 -4L4 4M-4 4L4 -4"/>"""),
        Marks.Circle => Markup.Of($"""<circle class="mark" r="3.5"/>"""),
        _ => Markup.Of($"""<rect class="mark" x="-3.5" y="-3.5" width="7" height="7"/>"""),
    };
}

public enum Marks
{
    Circle,
    Square,
    Cross,
}
