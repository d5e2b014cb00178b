using Presage.Engine.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

/// <summary>A list that is there exactly when its source of records is.</summary>
internal static class CodesSection
{
    public static IReadOnlyList<string> Read(YamlSection root, string key, string sourceKey, SourceFile? source)
    {
        if (source is not null)
            return root[key].Names();
        if (root.Optional(key) is { } unexpected)
            throw unexpected.Wrong($"there are {key} but no {sourceKey} that they could come from", $"Add {sourceKey} or remove {key}");
        return [];
    }
}
