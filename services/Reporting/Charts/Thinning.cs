namespace Presage.Reporting.Charts;

/// <summary>Leaves out points of a line that a screen cannot show apart.</summary>
public static class Thinning
{
    /// <summary>
    /// Keeps of each column of pixels the first, the lowest, the highest and the last point, in their order: the line looks the same and no
    /// peak is lost.
    /// </summary>
    /// <param name="points">Ascending in x; y may be NaN, where the line is interrupted.</param>
    /// <param name="columns">Number of columns between the first and the last x.</param>
    public static IReadOnlyList<Point> MinMax(IReadOnlyList<Point> points, int columns)
    {
        if (points.Count <= columns * 2)
            return points;

        var kept = new List<Point>(columns * 4);
        var (start, width) = (points[0].X, (points[^1].X - points[0].X) / columns);
        for (var first = 0; first < points.Count;)
        {
            var column = Math.Floor((points[first].X - start) / width);
            var end = first + 1;
            while (end < points.Count && Math.Floor((points[end].X - start) / width) <= column)
                end++;

            KeepExtremes(points, first, end, kept);
            first = end;
        }

        return kept;
    }

    private static void KeepExtremes(IReadOnlyList<Point> points, int first, int end, List<Point> kept)
    {
        var (low, high, gap) = (first, first, -1);
        for (var i = first; i < end; i++)
        {
            if (double.IsNaN(points[i].Y))
                gap = i;
            if (points[i].Y < points[low].Y || double.IsNaN(points[low].Y))
                low = i;
            if (points[i].Y > points[high].Y || double.IsNaN(points[high].Y))
                high = i;
        }

        int[] chosen = gap < 0 ? [first, low, high, end - 1] : [first, low, high, gap, end - 1];
        kept.AddRange(chosen.Distinct().Order().Select(i => points[i]));
    }
}
