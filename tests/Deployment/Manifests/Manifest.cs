using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>One object as it is given to Kubernetes.</summary>
internal sealed record Manifest(YamlMappingNode Root)
{
    public string Kind => Root.Text("kind") ?? "";

    public string ApiVersion => Root.Text("apiVersion") ?? "";

    public string Name => Root.Text("metadata/name") ?? "";

    public YamlNode? Spec => Root.Find("spec");

    public override string ToString() => $"{Kind}/{Name}";
}
