using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>What one <c>kubectl apply -k</c> gives to a cluster, and <c>kubectl delete -k</c> takes from it.</summary>
internal sealed record ManifestSet(string Name, IReadOnlyList<Manifest> All)
{
    /// <summary>What is applied before it, and stays when it is deleted: namespace, inbox, Secrets.</summary>
    public IReadOnlyList<Manifest> Kept { get; init; } = [];

    public IEnumerable<Manifest> Everything => Kept.Concat(All);

    public IEnumerable<Pod> Pods => All.Where(manifest => manifest.Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "Job" or "Pod")
        .Select(manifest => new Pod(manifest, manifest.Kind == "Pod" ? manifest.Root : manifest.Spec.Find("template")!));

    public IEnumerable<Container> Containers => Pods.SelectMany(pod => pod.AllContainers);

    public static ManifestSet Parse(string name, string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var objects = stream.Documents.Select(document => document.RootNode).Where(root => root is not YamlScalarNode { Value: "" });
        return new ManifestSet(name, [.. objects.Select(root => new Manifest((YamlMappingNode)root))]);
    }

    public IEnumerable<Manifest> OfKind(string kind) => Everything.Where(manifest => manifest.Kind == kind);

    public bool Has(string kind, string name) => OfKind(kind).Any(manifest => manifest.Name == name);

    public Manifest Single(string kind, string name) => OfKind(kind).Single(manifest => manifest.Name == name);
}
