namespace Presage.Reporting.Data;

/// <summary>Samples that are the same every time.</summary>
public static class Sample
{
    /// <summary>At most so many items, at equal distances, in their order.</summary>
    public static IReadOnlyList<T> Evenly<T>(IReadOnlyList<T> items, int most) =>
        items.Count <= most ? items : [.. Enumerable.Range(0, most).Select(i => items[(int)((long)i * items.Count / most)])];

    /// <summary>Value below which the given share of ascending values lies; NaN when there are none.</summary>
    public static double Quantile(double[] ascending, double share) =>
        ascending.Length == 0 ? double.NaN : ascending[(int)Math.Round(share * (ascending.Length - 1))];
}
