using System.Text;

namespace Presage.Scenarios.Keys;

/// <summary>Tables of keys in Markdown, and examples in YAML.</summary>
public static class KeyReference
{
    /// <summary>A heading and a table of keys.</summary>
    /// <param name="path">Of the section; an empty one is that of a whole file, which has its sections only named.</param>
    public static void Table(StringBuilder text, string title, string path, IReadOnlyList<YamlKey> keys)
    {
        text.Append($"\n## {title}\n\n| key | value | default | meaning |\n|---|---|---|---|\n");
        Rows(text, path, keys, path.Length == 0 ? 0 : int.MaxValue);
    }

    /// <summary>An example of keys.</summary>
    /// <param name="first">What the first line begins with.</param>
    /// <param name="indent">What the others begin with.</param>
    public static void Write(StringBuilder text, IReadOnlyList<YamlKey> keys, string first, string indent)
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

    /// <summary>Path that the keys of a key have before their names.</summary>
    public static string PathOf(string path, YamlKey key) => Joined(path, key.Name) + (key.IsList ? "[]" : "");

    /// <summary>Path of a key.</summary>
    public static string Joined(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

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

    /// <summary>What stands for a key in the example.</summary>
    private static IReadOnlyList<string> Names(YamlKey key) => key switch
    {
        _ when key.Name.All(char.IsUpper) => key.StandsFor,
        { Example: "", Keys: [] } => [],
        _ => [key.Name],
    };

    private static string Without(YamlKey key) => key switch
    {
        { DefaultInWords: { } words } => words,
        { Default: YamlKey.None } => "none",
        { Default: { } text } => $"`{text}`",
        { IsOptional: true } => "none",
        _ => "required",
    };
}
