namespace Presage.Reporting.Svg;

/// <summary>A line of a plot.</summary>
/// <param name="Colour">Number in the palette; see <see cref="Palette"/>.</param>
public sealed record Series(string Name, int Colour, IReadOnlyList<Point> Points, bool Dashed = false, bool Dots = false);
