namespace Presage.Reporting.Statistics;

public static class Pearson
{
    /// <summary>
    /// Pearson's correlation over the rows in which neither value is missing; NaN where a column is constant or fewer than three rows
    /// remain.
    /// </summary>
    public static double Of(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var rows = Enumerable.Range(0, left.Count).Where(row => !double.IsNaN(left[row]) && !double.IsNaN(right[row])).ToList();
        if (rows.Count < 3)
            return double.NaN;

        var (meanLeft, meanRight) = (rows.Average(row => left[row]), rows.Average(row => right[row]));
        var (product, squareLeft, squareRight) = (0.0, 0.0, 0.0);
        foreach (var row in rows)
        {
            var (a, b) = (left[row] - meanLeft, right[row] - meanRight);
            product += a * b;
            squareLeft += a * a;
            squareRight += b * b;
        }

        return squareLeft == 0 || squareRight == 0 ? double.NaN : Math.Clamp(product / Math.Sqrt(squareLeft * squareRight), -1, 1);
    }
}
