using YamlDotNet.RepresentationModel;

namespace Presage.Scenarios.Yaml;

/// <summary>A mapping whose keys are all known.</summary>
public sealed class YamlSection
{
    private readonly YamlValue _self;
    private readonly List<string> _keys = [];
    private readonly Dictionary<string, YamlValue> _values = [];

    public YamlSection(YamlValue self, YamlMappingNode mapping, YamlSource source, IReadOnlyList<string> keys)
    {
        _self = self;
        foreach (var (keyNode, value) in mapping.Children)
        {
            var key = new YamlValue(keyNode, source, $"a key of {self.Path}").Text();
            if (!keys.Contains(key))
            {
                var meant = Nearest.To(key, keys) is { } near ? $"Did you mean '{near}'? " : "";
                var expected = keys.Count == 0 ? "Remove it" : $"{meant}It can have {string.Join(", ", keys)}";
                throw Mistake.At(source, keyNode.Start, $"{self.Path} has no '{key}'", expected);
            }

            _keys.Add(key);
            _values.Add(key, new YamlValue(value, source, self.Path == source.Root ? key : $"{self.Path}.{key}"));
        }
    }

    /// <summary>The keys that are there, in their order.</summary>
    public IReadOnlyList<string> Keys => _keys;

    public YamlValue this[string key] => Optional(key) ?? throw _self.Wrong($"{_self.Path} lacks '{key}'", $"Add '{key}' to it");

    public YamlValue? Optional(string key) => _values.TryGetValue(key, out var value) ? value : null;
}
