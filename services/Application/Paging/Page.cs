namespace Presage.Application.Paging;

/// <summary>A part of a list.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
internal readonly record struct Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Lists answer a page at a time: as many items as were asked for, and where to go on.</summary>
internal static class Page
{
    /// <summary>Items of a page when nothing is said.</summary>
    public const int Usual = 50;

    /// <summary>Larger pages are cut down to this.</summary>
    public const int Most = 1000;

    public static int SizeOf(int? most) => Math.Clamp(most ?? Usual, 1, Most);

    /// <param name="found">One more than the page holds, if there are as many: so it is known whether the list goes on.</param>
    /// <param name="key">What a list goes on after.</param>
    public static Page<T> Of<T, TKey>(IReadOnlyList<T> found, int size, Func<T, TKey> key) => found.Count <= size
        ? new Page<T>(found, null)
        : new Page<T>([.. found.Take(size)], Cursor.Write(key(found[size - 1])));
}
