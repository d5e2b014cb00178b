using Presage.Tests.Deployment.Manifests;
using Presage.Tests.Deployment.Rules;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Containers;

/// <summary>A place where a container has a volume, and where the volume lies on this machine.</summary>
internal sealed record Mount(string Path, string Source, bool IsWritable);

/// <summary>The volumes of a pod as folders of this machine, filled from ConfigMaps and Secrets as Kubernetes fills them.</summary>
internal sealed class PodFolder : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)511;

    private readonly string _folder = Directory.CreateTempSubdirectory("presage-pod-").FullName;
    private readonly ManifestSet _manifests;
    private readonly Pod _pod;

    public PodFolder(ManifestSet manifests, Pod pod, string name, params string[] hosts)
    {
        (_manifests, _pod, Name) = (manifests, pod, name);
        Share(_folder);
        File.WriteAllText(Hosts, $"127.0.0.1 localhost {name} {string.Join(' ', hosts)}\n");
        foreach (var volume in Volumes)
            Fill(volume, Share(Directory.CreateDirectory(Path.Combine(_folder, volume.Text("name")!)).FullName));
    }

    public string Name { get; }

    public string Hosts => Path.Combine(_folder, "hosts");

    public string User => _pod.Spec.Text("securityContext/runAsUser")!;

    private IEnumerable<YamlNode> Volumes => _pod.Spec.Items("volumes")
        .Concat(_pod.Owner.Spec.Items("volumeClaimTemplates").Select(claim => claim.Find("metadata")!));

    public IReadOnlyList<Mount> MountsOf(string container) =>
    [
        .. Of(container).Node.Items("volumeMounts").Select(mount => new Mount(
            mount.Text("mountPath")!,
            Path.Combine(_folder, mount.Text("name")!, mount.Text("subPath") ?? ""),
            mount.Text("readOnly") != "true")),
    ];

    public IReadOnlyDictionary<string, string> EnvironmentOf(string container)
    {
        var environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" };
        foreach (var (name, value) in Settings.Of(_manifests, Of(container)))
            environment[name] = value ?? "";
        foreach (var variable in Of(container).Node.Items("env"))
            environment[variable.Text("name")!] = ValueOf(variable, environment);

        return environment;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Container Of(string container) => _pod.AllContainers.Single(found => found.Name == container);

    private string ValueOf(YamlNode variable, Dictionary<string, string> known) =>
        variable.Find("valueFrom/secretKeyRef") is { } secret
            ? _manifests.Single("Secret", secret.Text("name")!).SecretValues[secret.Text("key")!]
        : variable.Text("valueFrom/fieldRef/fieldPath") == "metadata.name" ? Name
        : known.Aggregate(
            variable.Text("value")!,
            (value, other) => value.Replace($"$({other.Key})", other.Value, StringComparison.Ordinal));

    private void Fill(YamlNode volume, string folder)
    {
        var files = volume.Text("configMap/name") is { } map ? _manifests.Single("ConfigMap", map).Root.Texts("data")
            : volume.Text("secret/secretName") is { } secret ? _manifests.Single("Secret", secret).SecretValues
            : new Dictionary<string, string>();
        var items = volume.Items("secret/items").ToDictionary(item => item.Text("key")!, item => item.Text("path")!);
        foreach (var (key, text) in files.Where(file => items.Count == 0 || items.ContainsKey(file.Key)))
            File.WriteAllText(Path.Combine(folder, items.GetValueOrDefault(key, key)), text);
    }

    private static string Share(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, Everybody);

        return folder;
    }
}
