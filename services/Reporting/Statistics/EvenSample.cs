namespace Presage.Reporting.Statistics;

/// <summary>A sample that is the same every time.</summary>
public static class EvenSample
{
    /// <summary>At most so many items, at equal distances, in their order.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items, int most) =>
        items.Count <= most ? items : [.. Enumerable.Range(0, most).Select(i => items[(int)((long)i * items.Count / most)])];
}
