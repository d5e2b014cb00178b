using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// Pods are what the pod security standard 'restricted' demands, with a read-only root and no token of the cluster besides; the namespace
/// enforces it.
/// </summary>
internal static class SecurityRule
{
    private static readonly string[] s_volumes = ["configMap", "secret", "emptyDir", "persistentVolumeClaim", "projected", "downwardAPI"];

    public static IEnumerable<string> Check(ManifestSet manifests) =>
    [
        .. manifests.OfKind("Namespace")
            .Where(space => space.Root.Texts("metadata/labels").GetValueOrDefault("pod-security.kubernetes.io/enforce") != "restricted")
            .Select(space => $"{space} does not enforce the standard 'restricted'"),
        .. manifests.Pods.SelectMany(CheckPod),
        .. manifests.Containers.SelectMany(CheckContainer),
    ];

    private static IEnumerable<string> CheckPod(Pod pod)
    {
        if (pod.Spec.Text("securityContext/runAsNonRoot") != "true" || pod.Spec.Text("securityContext/runAsUser") is null or "0")
            yield return $"{pod} may run as root";
        if (pod.Spec.Text("securityContext/seccompProfile/type") != "RuntimeDefault")
            yield return $"{pod} may make any system call";
        if (pod.Spec.Text("automountServiceAccountToken") != "false")
            yield return $"{pod} has a token of the cluster";
        foreach (var shared in new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(shared => pod.Spec.Text(shared) == "true"))
            yield return $"{pod} has {shared}";
        foreach (var volume in pod.Spec.Items("volumes").OfType<YamlMappingNode>()
            .Where(volume => !s_volumes.Any(kind => volume.Find(kind) is not null)))
            yield return $"{pod} has the volume {volume.Text("name")} of a kind that is not allowed";
    }

    private static IEnumerable<string> CheckContainer(Container container)
    {
        var context = container.Node.Find("securityContext");
        if (context.Text("allowPrivilegeEscalation") != "false" || context.Text("privileged") == "true")
            yield return $"{container} may gain privileges";
        if (context.Text("readOnlyRootFilesystem") != "true")
            yield return $"{container} may write to its root";
        if (context.Text("runAsNonRoot") == "false" || context.Text("runAsUser") == "0")
            yield return $"{container} may run as root";
        if (context.Items("capabilities/drop") is not [YamlScalarNode { Value: "ALL" }] || context.Items("capabilities/add").Any())
            yield return $"{container} has capabilities";
    }
}
