using System.Text;
using Presage.Scenarios.Keys;

namespace Presage.Scenarios;

/// <summary>The reference of the scenario file, made from what the reader takes.</summary>
public static class ScenarioReference
{
    /// <summary>Tables of all keys in Markdown, one for the file and one a section, and an example that has every key.</summary>
    public static string Markdown
    {
        get
        {
            var text = new StringBuilder();
            Table(text, "The file", "", ScenarioReader.Keys);
            foreach (var section in ScenarioReader.Keys.Where(key => key.Keys.Count > 0))
                Table(text, $"`{section.Name}`", PathOf("", section), section.Keys);

            return text.Append($"\n## An example with every key\n\n```yaml\n{Example}```\n").ToString();
        }
    }

    /// <summary>A scenario that has every key; it can be read.</summary>
    public static string Example
    {
        get
        {
            var text = new StringBuilder();
            Write(text, ScenarioReader.Keys, "", "");
            return text.ToString();
        }
    }

    /// <summary>The keys that can be left out, by their path, with what holds then; those without a value of their own not.</summary>
    internal static IEnumerable<(string Path, YamlKey Key)> Defaults => Leaves("", ScenarioReader.Keys)
        .Where(leaf => leaf.Key.Default is not (null or YamlKey.None));

    private static void Table(StringBuilder text, string title, string path, IReadOnlyList<YamlKey> keys)
    {
        text.Append($"\n## {title}\n\n| key | value | default | meaning |\n|---|---|---|---|\n");
        Rows(text, path, keys, path.Length == 0 ? 0 : int.MaxValue);
    }

    private static void Rows(StringBuilder text, string path, IReadOnlyList<YamlKey> keys, int depth)
    {
        foreach (var key in keys)
        {
            var example = key.Example.Length == 0 ? "" : $", such as `{key.Example}`";
            text.Append($"| `{Joined(path, key.Name)}` | {key.Value}{example} | {Without(key)} | {key.Meaning} |\n");
            if (depth > 0)
                Rows(text, PathOf(path, key), key.Keys, depth - 1);
        }
    }

    private static string Without(YamlKey key) => key switch
    {
        { DefaultInWords: { } words } => words,
        { Default: YamlKey.None } => "none",
        { Default: { } text } => $"`{text}`",
        { IsOptional: true } => "none",
        _ => "required",
    };

    private static void Write(StringBuilder text, IReadOnlyList<YamlKey> keys, string first, string indent)
    {
        var named = keys.SelectMany(key => Names(key).Select(name => (Name: name, Key: key)));
        foreach (var (i, (name, key)) in named.Index())
        {
            text.Append(i == 0 ? first : indent).Append($"{name}:");
            if (key.Keys.Count == 0)
            {
                text.Append($" {key.Example}\n");
                continue;
            }

            text.Append('\n');
            Write(text, key.Keys, key.IsList ? $"{indent}  - " : $"{indent}  ", key.IsList ? $"{indent}    " : $"{indent}  ");
        }
    }

    /// <summary>What stands for a key in the example.</summary>
    private static IReadOnlyList<string> Names(YamlKey key) => key switch
    {
        _ when key.Name.All(char.IsUpper) => key.StandsFor,
        { Example: "", Keys: [] } => [],
        _ => [key.Name],
    };

    private static IEnumerable<(string Path, YamlKey Key)> Leaves(string path, IReadOnlyList<YamlKey> keys) => keys.SelectMany(
        key => Leaves(PathOf(path, key), key.Keys).Prepend((Joined(path, key.Name), key)));

    private static string PathOf(string path, YamlKey key) => Joined(path, key.Name) + (key.IsList ? "[]" : "");

    private static string Joined(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
