using System.Globalization;

namespace Presage.Hosting.Workers;

/// <summary>Clocks that differ, in words.</summary>
public static class ClockWords
{
    /// <summary>Such as <c>12.5 s ahead of the store's</c>.</summary>
    public static string Of(TimeSpan skew) => string.Create(
        CultureInfo.InvariantCulture, $"{skew.Duration().TotalSeconds:0.#} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the store's");
}
