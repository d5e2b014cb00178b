namespace Presage.Engine.Selection;

/// <summary>How a sweep goes through its trials.</summary>
public static class SearchMethods
{
    /// <summary>Every trial is judged on all there is.</summary>
    public const string Random = "random";

    /// <summary>See <see cref="SuccessiveHalving"/>.</summary>
    public const string Halving = "halving";

    public static IReadOnlyList<string> Names { get; } = [Random, Halving];
}
