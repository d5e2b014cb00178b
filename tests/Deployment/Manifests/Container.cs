using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Manifests;

internal sealed record Container(Pod Pod, YamlNode Node)
{
    public string Name => Node.Text("name") ?? "";

    public string Image => Node.Text("image") ?? "";

    public IEnumerable<YamlNode> Ports => Node.Items("ports");

    public override string ToString() => $"{Pod}: {Name}";
}
