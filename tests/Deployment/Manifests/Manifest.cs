using System.Text;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>One object as it is given to Kubernetes.</summary>
internal sealed record Manifest(YamlMappingNode Root)
{
    public string Kind => Root.Text("kind") ?? "";

    public string ApiVersion => Root.Text("apiVersion") ?? "";

    public string Name => Root.Text("metadata/name") ?? "";

    public YamlNode? Spec => Root.Find("spec");

    /// <summary>The values of a Secret, whichever way they are written.</summary>
    public IReadOnlyDictionary<string, string> SecretValues => Root.Texts("stringData")
        .Concat(Root.Texts("data").Select(entry =>
            KeyValuePair.Create(entry.Key, Encoding.UTF8.GetString(Convert.FromBase64String(entry.Value)))))
        .ToDictionary();

    public override string ToString() => $"{Kind}/{Name}";
}
