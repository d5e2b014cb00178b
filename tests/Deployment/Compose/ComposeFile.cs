using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Compose;

/// <summary>A file of Docker Compose, with what its services share merged into them.</summary>
internal sealed class ComposeFile
{
    private readonly YamlNode _root;

    private ComposeFile(string text)
    {
        Text = text;
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        _root = Merged(yaml.Documents[0].RootNode);
    }

    public string Text { get; }

    public IReadOnlyList<ComposeService> Services =>
    [
        .. ((YamlMappingNode)_root.Find("services")!).Children.Select(
            service => new ComposeService(((YamlScalarNode)service.Key).Value!, service.Value)),
    ];

    public static ComposeFile Read(string name) => new(Repository.Read(name));

    /// <summary>The file with one of its texts put differently.</summary>
    public ComposeFile With(string old, string changed)
    {
        Text.ShouldContain(old);
        return new ComposeFile(Text.Replace(old, changed, StringComparison.Ordinal));
    }

    private static YamlNode Merged(YamlNode node) => node switch
    {
        YamlMappingNode map => Merged(map),
        YamlSequenceNode list => new YamlSequenceNode(list.Children.Select(Merged)),
        _ => node,
    };

    /// <summary>What stands in the mapping itself wins over what is merged into it.</summary>
    private static YamlMappingNode Merged(YamlMappingNode map)
    {
        var merged = new YamlMappingNode();
        foreach (var shared in map.Children.Where(IsShared).SelectMany(entry => ((YamlMappingNode)Merged(entry.Value)).Children))
            merged.Children[shared.Key] = shared.Value;
        foreach (var own in map.Children.Where(entry => !IsShared(entry)))
            merged.Children[own.Key] = Merged(own.Value);

        return merged;
    }

    private static bool IsShared(KeyValuePair<YamlNode, YamlNode> entry) => entry.Key is YamlScalarNode { Value: "<<" };
}
