using System.Text;

namespace Presage.Jobs.Templates;

/// <summary>
/// A text with places in double braces: <c>{{interval.from}}</c>, <c>{{interval.to - 7d}}</c>, <c>{{parameters.x}}</c>,
/// <c>{{steps.score.results}}</c>, <c>{{item}}</c>, <c>{{job}}</c>, <c>{{run}}</c>. Names, and the addition or subtraction of durations to
/// times; nothing else.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Parts">Literals and places, in order; every name was known when the template was read.</param>
public sealed record Template(string Text, IReadOnlyList<TemplatePart> Parts)
{
    /// <summary>Whether there is nothing to fill in.</summary>
    public bool IsLiteral => Parts.All(part => part is LiteralPart);

    /// <summary>The only thing that the template consists of, if that is a place.</summary>
    public NamePart? Only => Parts is [NamePart name] ? name : null;

    public static Template Literal(string text) => new(text, [new LiteralPart(text)]);

    /// <summary>The text with all places filled in; times are ISO 8601 in UTC, such as <c>2015-01-01T06:00:00Z</c>.</summary>
    /// <exception cref="Engine.PresageException">
    /// <c>no-interval</c>: the job run has none; <c>missing-output</c>: a step did not come so far as to have what is named;
    /// <c>missing-parameter</c>, <c>bad-parameter</c>.
    /// </exception>
    public string Fill(TemplateValues values)
    {
        if (Parts is [LiteralPart literal])
            return literal.Text;

        var text = new StringBuilder();
        foreach (var part in Parts)
            text.Append(part is NamePart name ? name.Value(values) : ((LiteralPart)part).Text);
        return text.ToString();
    }

    /// <summary>The entries of a list parameter when the template is nothing but that; otherwise the one filled text.</summary>
    /// <inheritdoc cref="Fill" path="/exception"/>
    public IReadOnlyList<string> FillAll(TemplateValues values) => Only is { IsList: true } ? ListText.Split(Fill(values)) : [Fill(values)];
}
