using System.Globalization;
using System.Text;
using Presage.Reporting.Statistics;

namespace Presage.Reporting.Charts;

/// <summary>The d attribute of a path inside a <see cref="Stretched"/> drawing.</summary>
public static class PathData
{
    /// <summary>A line through the points; it is interrupted where y is NaN.</summary>
    public static string Line(IEnumerable<Point> points, Scale x, Scale y)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var point in points)
        {
            if (!double.IsNaN(point.Y))
                Append(path, isDown ? 'L' : 'M', x.At(point.X) * Stretched.UnitsPerPercent, y.Within(point.Y));

            isDown = !double.IsNaN(point.Y);
        }

        return path.ToString();
    }

    /// <summary>The outline of a histogram, filled down to the axis.</summary>
    public static string Steps(Bins bins, IReadOnlyList<double> heights, Scale x, Scale y)
    {
        var path = new StringBuilder();
        Append(path, 'M', x.At(bins.EdgeAt(0)) * Stretched.UnitsPerPercent, y.At(0));
        for (var i = 0; i < heights.Count; i++)
        {
            path.Append(CultureInfo.InvariantCulture, $"V{y.At(heights[i]):0.#}");
            path.Append(CultureInfo.InvariantCulture, $"H{x.At(bins.EdgeAt(i + 1)) * Stretched.UnitsPerPercent:0.#}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"V{y.At(0):0.#}").ToString();
    }

    private static void Append(StringBuilder path, char command, double x, double y) =>
        path.Append(CultureInfo.InvariantCulture, $"{command}{x:0.#} {y:0.#}");
}
