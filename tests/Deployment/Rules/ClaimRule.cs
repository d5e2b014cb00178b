using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// Pods that mount a volume which one node mounts run on one node, and need no room for one more when they are replaced; a volume which
/// many nodes mount is of a class that has such volumes.
/// </summary>
internal static class ClaimRule
{
    public static IEnumerable<string> Check(ManifestSet manifests) => manifests.OfKind("PersistentVolumeClaim").SelectMany(claim =>
        IsShared(claim)
            ? claim.Spec.Find("storageClassName") is null ? [$"{claim} is to be mounted by many nodes, and names no class"] : []
            : CheckReaders(claim, [.. manifests.Pods.Where(pod => Mounts(pod, claim))]));

    private static IEnumerable<string> CheckReaders(Manifest claim, IReadOnlyList<Pod> readers) =>
    [
        .. from reader in readers
           from other in readers
           where !GoesWith(reader, other)
           select $"{reader} mounts {claim}, and may run on another node than {other}",
        .. readers.Where(reader => reader.Owner.Spec.Text("strategy/rollingUpdate/maxUnavailable") == "0")
            .Select(reader => $"{reader} is replaced only if the node of {claim} has room for one more"),
    ];

    private static bool IsShared(Manifest claim) =>
        claim.Spec.Items("accessModes").OfType<YamlScalarNode>().Any(mode => mode.Value is "ReadWriteMany" or "ReadOnlyMany");

    private static bool Mounts(Pod pod, Manifest claim) =>
        pod.Spec.Items("volumes").Any(volume => volume.Text("persistentVolumeClaim/claimName") == claim.Name);

    private static bool GoesWith(Pod pod, Pod other) =>
        pod.Spec.Items("affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution").Any(term =>
            term.Text("topologyKey") == "kubernetes.io/hostname" && Selector.Selects(term.Find("labelSelector"), other.Labels));
}
