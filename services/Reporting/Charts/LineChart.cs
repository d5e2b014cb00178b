namespace Presage.Reporting.Charts;

/// <summary>Lines over one x axis.</summary>
public static class LineChart
{
    public const int Height = 210;

    /// <param name="frame">Its Y must lie in <see cref="PlotFrame.Area"/> of <see cref="Height"/>.</param>
    public static Markup Of(PlotFrame frame, IReadOnlyList<Series> series)
    {
        var paths = Stretched.Of((int)frame.Y.Start, Markup.Join(series.Select(line => Path(line, frame.X, frame.Y))));
        return frame.Draw(Markup.Of($"{paths}{series.Where(line => line.Dots).Select(line => Dots(line, frame))}"));
    }

    public static Markup Path(Series line, Scale x, Scale y) => Markup.Of(
        $"""<path class="line {Palette.Class(line.Colour)}{(line.Dashed ? " dashed" : "")}" d="{PathData.Line(line.Points, x, y)}"/>""");

    private static Markup Dots(Series line, PlotFrame frame) => Markup.Join(line.Points
        .Where(point => !double.IsNaN(point.Y))
        .Select(point => Mark.Of(
            Symbol.Circle, line.Colour, frame.X.At(point.X), frame.Y.Within(point.Y),
            $"{line.Name}: {Format.Number(point.X)}, {Format.Number(point.Y)}")));
}

/// <summary>A line of a plot.</summary>
/// <param name="Colour">Number in the palette; see <see cref="Palette"/>.</param>
/// <param name="Points">Ascending in x.</param>
public sealed record Series(string Name, int Colour, IReadOnlyList<Point> Points, bool Dashed = false, bool Dots = false);

/// <param name="Y">NaN where the line is interrupted.</param>
public readonly record struct Point(double X, double Y);
