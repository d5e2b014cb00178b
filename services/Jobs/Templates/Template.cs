namespace Presage.Jobs.Templates;

/// <summary>
/// A text with places in double braces: <c>{{interval.from}}</c>, <c>{{interval.to - 7d}}</c>, <c>{{parameters.x}}</c>,
/// <c>{{steps.score.results}}</c>, <c>{{item}}</c>. Names, and the addition or subtraction of durations to times; nothing else.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Parts">Literals and places, in order; every name was known when the template was read.</param>
public sealed record Template(string Text, IReadOnlyList<TemplatePart> Parts)
{
    /// <summary>Whether there is nothing to fill in.</summary>
    public bool IsLiteral => Parts.All(part => part is LiteralPart);

    public static Template Literal(string text) => new(text, [new LiteralPart(text)]);
}

public abstract record TemplatePart;

public sealed record LiteralPart(string Text) : TemplatePart;

/// <param name="Path">Such as interval, to.</param>
/// <param name="Shift">Added to a time; zero for none.</param>
public sealed record NamePart(IReadOnlyList<string> Path, TimeSpan Shift) : TemplatePart;
