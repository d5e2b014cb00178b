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
            KeyReference.Table(text, "The file", "", ScenarioReader.Keys);
            foreach (var section in ScenarioReader.Keys.Where(key => key.Keys.Count > 0))
                KeyReference.Table(text, $"`{section.Name}`", KeyReference.PathOf("", section), section.Keys);

            return text.Append($"\n## An example with every key\n\n```yaml\n{Example}```\n").ToString();
        }
    }

    /// <summary>A scenario that has every key; it can be read.</summary>
    public static string Example
    {
        get
        {
            var text = new StringBuilder();
            KeyReference.Write(text, ScenarioReader.Keys, "", "");
            return text.ToString();
        }
    }

    /// <summary>The keys that can be left out, by their path, with what holds then; those without a value of their own not.</summary>
    internal static IEnumerable<(string Path, YamlKey Key)> Defaults => Leaves("", ScenarioReader.Keys)
        .Where(leaf => leaf.Key.Default is not (null or YamlKey.None));

    private static IEnumerable<(string Path, YamlKey Key)> Leaves(string path, IReadOnlyList<YamlKey> keys) => keys.SelectMany(
        key => Leaves(KeyReference.PathOf(path, key), key.Keys).Prepend((KeyReference.Joined(path, key.Name), key)));
}
