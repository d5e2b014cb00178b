using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Compose;

/// <summary>A service of Docker Compose.</summary>
internal sealed record ComposeService(string Name, YamlNode Node)
{
    public string? Image => Node.Text("image");

    public bool IsOfPresage => Image?.StartsWith("presage/", StringComparison.Ordinal) == true;

    /// <summary>Whether it stays until it is stopped, and takes messages.</summary>
    public bool IsWorker => IsOfPresage && Image?.StartsWith("presage/cli:", StringComparison.Ordinal) == false;

    public IReadOnlyDictionary<string, string> Environment => Node.Texts("environment");

    public IEnumerable<string> Texts(string list) => Node.Items(list).OfType<YamlScalarNode>().Select(item => item.Value ?? "");
}
