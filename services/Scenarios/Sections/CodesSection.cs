using Presage.Engine.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

/// <summary>A list that is there exactly when its kind of records is.</summary>
internal static class CodesSection
{
    public static IReadOnlyList<string> Read(YamlSection root, string key, string kindKey, RecordKindName? kind)
    {
        if (kind is not null)
            return root[key].Names();
        if (root.Optional(key) is { } unexpected)
            throw unexpected.Wrong($"there are {key} but no {kindKey} that they could come from", $"Add {kindKey} or remove {key}");
        return [];
    }
}
