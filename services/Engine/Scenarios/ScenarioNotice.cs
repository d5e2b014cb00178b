namespace Presage.Engine.Scenarios;

/// <summary>What a person should know of a scenario.</summary>
/// <param name="Code">Kebab-case; stays.</param>
/// <param name="Place">Where the key stands that it speaks of, such as <c>line 17, column 3</c>; empty when nobody knows.</param>
/// <param name="Sentences">What follows, and what to do.</param>
public sealed record ScenarioNotice(string Code, string Place, string Sentences)
{
    /// <summary>The sentences, with the place before them.</summary>
    public string Message => Place.Length == 0 ? Sentences : $"{char.ToUpperInvariant(Place[0])}{Place[1..]}: {Sentences}";
}
