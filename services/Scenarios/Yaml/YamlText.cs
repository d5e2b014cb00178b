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

    public static YamlValue Root(string yaml, YamlSource source)
    {
        if (yaml.Length > MaximumLength)
            throw Mistake.At(
                source, Mark.Empty, $"{source.Root} is {yaml.Length:N0} characters long",
                $"A {source.Kind} has at most {MaximumLength:N0} characters");

        try
        {
            CheckEvents(yaml, source);

            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return new YamlValue(stream.Documents[0].RootNode, source, source.Root);
        }
        catch (YamlException exception)
        {
            throw Mistake.At(
                source, exception.Start, $"this is not valid YAML ({OneLine(exception)})",
                "Correct the indentation, quotes, brackets or repeated key there", exception);
        }
    }

    private static void CheckEvents(string yaml, YamlSource source)
    {
        var parser = new Parser(new StringReader(yaml));
        var (depth, documents) = (0, 0);
        while (parser.MoveNext())
        {
            var at = parser.Current!;
            depth += at.NestingIncrease;
            if (depth > MaximumDepth)
                throw Mistake.At(
                    source, at.Start, "lists and mappings are nested too deeply", $"A {source.Kind} nests at most {MaximumDepth} levels");
            if (at is AnchorAlias)
                throw Mistake.At(source, at.Start, "aliases are not supported", "Write the value out");
            if (at is DocumentStart && ++documents > 1)
                throw Mistake.At(source, at.Start, "a second document begins", $"Write one {source.Kind} a file");
        }

        if (documents == 0)
            throw Mistake.At(source, new Mark(0, 1, 1), "the text is empty", source.Content);
    }

    private static string OneLine(YamlException exception) =>
        (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
