using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>Parts of a YAML document by their paths, such as <c>spec/containers/0/image</c>.</summary>
internal static class Nodes
{
    public static YamlNode? Find(this YamlNode? node, string path) => path.Split('/').Aggregate(node, Child);

    public static YamlNode? Child(this YamlNode? node, string step) => node switch
    {
        YamlMappingNode map when map.Children.TryGetValue(new YamlScalarNode(step), out var value) => value,
        YamlSequenceNode list when int.TryParse(step, out var index) => list.Children.ElementAtOrDefault(index),
        _ => null,
    };

    public static string? Text(this YamlNode? node, string path) => (node.Find(path) as YamlScalarNode)?.Value;

    public static IReadOnlyList<YamlNode> Items(this YamlNode? node, string path) =>
        node.Find(path) is YamlSequenceNode list ? [.. list.Children] : [];

    public static IReadOnlyDictionary<string, string> Texts(this YamlNode? node, string path) =>
        (node.Find(path) as YamlMappingNode)?.Children
        .Where(entry => entry.Value is YamlScalarNode)
        .ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => ((YamlScalarNode)entry.Value).Value ?? "") ?? [];

    public static IEnumerable<YamlScalarNode> Scalars(this YamlNode node) => node.AllNodes.OfType<YamlScalarNode>();
}
