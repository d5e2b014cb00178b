using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Manifests;

/// <summary>What one <c>kubectl apply -k</c> gives to a cluster.</summary>
internal sealed record ManifestSet(string Name, IReadOnlyList<Manifest> All)
{
    public IEnumerable<Pod> Pods => All.Where(manifest => manifest.Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "Job" or "Pod")
        .Select(manifest => new Pod(manifest, manifest.Kind == "Pod" ? manifest.Root : manifest.Spec.Find("template")!));

    public IEnumerable<Container> Containers => Pods.SelectMany(pod => pod.AllContainers);

    public static ManifestSet Parse(string name, string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return new ManifestSet(name, [.. stream.Documents.Select(document => new Manifest((YamlMappingNode)document.RootNode))]);
    }

    public IEnumerable<Manifest> OfKind(string kind) => All.Where(manifest => manifest.Kind == kind);

    public bool Has(string kind, string name) => OfKind(kind).Any(manifest => manifest.Name == name);

    public Manifest Single(string kind, string name) => OfKind(kind).Single(manifest => manifest.Name == name);
}
