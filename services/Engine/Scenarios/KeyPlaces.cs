namespace Presage.Engine.Scenarios;

/// <summary>Where the keys of a scenario stand in its file.</summary>
/// <param name="places">By the path of the key, such as <c>costs.lead-time</c>; lines and columns from 1.</param>
public sealed class KeyPlaces(IReadOnlyDictionary<string, (long Line, long Column)> places)
{
    /// <summary>Of a scenario that comes from no file.</summary>
    public static KeyPlaces None { get; } = new(new Dictionary<string, (long Line, long Column)>());

    /// <summary>Such as <c>line 17, column 3</c>; empty for a key that is not there.</summary>
    public string Of(string key) => places.TryGetValue(key, out var place)
        ? FormattableString.Invariant($"line {place.Line}, column {place.Column}")
        : "";
}
