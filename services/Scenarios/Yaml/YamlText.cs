using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Presage.Scenarios.Yaml;

/// <summary>Turns text into the one mapping that a document is.</summary>
public static class YamlText
{
    // A scenario is four levels deep; the limits keep hostile text from exhausting stack or memory.
    private const int MaximumDepth = 16;
    private const int MaximumLength = 1 << 20;
    private const int MaximumDocuments = 1_000;

    /// <summary>The only document of a text.</summary>
    public static YamlValue Root(string yaml, YamlSource source) => Roots(yaml, source, 1)[0].Root;

    /// <summary>The documents of a text, which <c>---</c> stands between, each with its part of the text.</summary>
    public static IReadOnlyList<(YamlValue Root, string Text)> Documents(string yaml, YamlSource source) =>
        Roots(yaml, source, MaximumDocuments);

    private static (YamlValue Root, string Text)[] Roots(string yaml, YamlSource source, int most)
    {
        if (yaml.Length > MaximumLength)
            throw Mistake.At(
                source, Mark.Empty, $"{source.Root} is {yaml.Length:N0} characters long",
                $"A {source.Kind} has at most {MaximumLength:N0} characters");

        try
        {
            var starts = Check(yaml, source, most);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return
            [
                .. stream.Documents.Index().Select(document => (
                    new YamlValue(document.Item.RootNode, source, source.Root),
                    Part(yaml, starts[document.Index], document.Index + 1 < starts.Count ? starts[document.Index + 1] : yaml.Length))),
            ];
        }
        catch (YamlException exception)
        {
            throw Mistake.At(
                source, exception.Start, $"this is not valid YAML ({OneLine(exception)})",
                "Correct the indentation, quotes, brackets or repeated key there", exception);
        }
    }

    /// <summary>Where the documents begin in the text.</summary>
    private static List<int> Check(string yaml, YamlSource source, int most)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        var starts = new List<int>();
        while (parser.MoveNext())
        {
            var at = parser.Current!;
            depth += at.NestingIncrease;
            if (depth > MaximumDepth)
                throw Mistake.At(
                    source, at.Start, "lists and mappings are nested too deeply", $"A {source.Kind} nests at most {MaximumDepth} levels");
            if (at is AnchorAlias)
                throw Mistake.At(source, at.Start, "aliases are not supported", "Write the value out");
            if (at is not DocumentStart)
                continue;
            if (starts.Count == most)
                throw Mistake.At(
                    source, at.Start, most == 1 ? "a second document begins" : "one more document begins",
                    most == 1 ? $"Write one {source.Kind} a file" : $"Write at most {most} documents a file");
            starts.Add(starts.Count == 0 ? 0 : (int)at.Start.Index);
        }

        return starts.Count > 0 ? starts : throw Mistake.At(source, new Mark(0, 1, 1), "the text is empty", source.Content);
    }

    private static string Part(string yaml, int start, int end)
    {
        const string Separator = "---";
        var part = yaml.AsSpan(start..end);
        if (part.StartsWith(Separator))
            part = part[Separator.Length..];
        return $"{part.Trim('\n')}\n";
    }

    private static string OneLine(YamlException exception) =>
        (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
