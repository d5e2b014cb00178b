using Presage.Tests.Deployment.Manifests;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// <c>kubectl delete -k</c> takes no data: namespace, claims and Secrets come before the overlay and stay after it, and so do the volumes
/// of broker, store and metrics.
/// </summary>
internal static class KeptRule
{
    private static readonly string[] s_data =
        ["Namespace", "PersistentVolumeClaim", "PersistentVolume", "StorageClass", "Secret", "CustomResourceDefinition"];

    public static IEnumerable<string> Check(ManifestSet manifests) =>
    [
        .. manifests.All.Where(manifest => s_data.Contains(manifest.Kind))
            .Select(manifest => $"{manifest} is deleted with the rest, and data with it"),
        .. manifests.OfKind("StatefulSet").Where(set => set.Spec.Items("volumeClaimTemplates").Count > 0
            && set.Spec.Texts("persistentVolumeClaimRetentionPolicy") is var policy
            && (policy.GetValueOrDefault("whenDeleted"), policy.GetValueOrDefault("whenScaled")) != ("Retain", "Retain"))
            .Select(set => $"{set} does not say that its volumes stay"),
    ];
}
