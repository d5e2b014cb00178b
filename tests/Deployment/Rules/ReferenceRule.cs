using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// What a manifest names is there: ConfigMaps, claims, accounts, services, scale targets, Secrets and their keys.
/// </summary>
internal static class ReferenceRule
{
    public static IEnumerable<string> Check(ManifestSet manifests) => manifests.All.SelectMany(manifest => Named(manifest)
        .Where(reference => !manifests.Has(reference.Kind, reference.Name))
        .Select(reference => $"{manifest} names {reference.Kind}/{reference.Name}, which is not there")
        .Concat(SecretKeys(manifest).Where(reference => !HasKey(manifests, reference.Secret, reference.Key))
            .Select(reference => $"{manifest} names the key {reference.Key} of Secret/{reference.Secret}, which is not there")));

    private static bool HasKey(ManifestSet manifests, string secret, string key) =>
        manifests.OfKind("Secret").Any(made => made.Name == secret && made.SecretValues.ContainsKey(key));

    private static IEnumerable<(string Kind, string Name)> Named(Manifest manifest) => manifest.Root.AllNodes.OfType<YamlMappingNode>()
        .SelectMany(node => new[]
        {
            ("ConfigMap", node.Text("configMapRef/name")),
            ("ConfigMap", node.Text("configMapKeyRef/name")),
            ("ConfigMap", node.Text("configMap/name")),
            ("PersistentVolumeClaim", node.Text("persistentVolumeClaim/claimName")),
            ("ServiceAccount", node.Text("serviceAccountName")),
            ("Service", manifest.Kind == "StatefulSet" ? node.Text("serviceName") : null),
            ("Deployment", manifest.Kind == "ScaledObject" ? node.Text("scaleTargetRef/name") : null),
            ("TriggerAuthentication", node.Text("authenticationRef/name")),
        })
        .Where(reference => reference.Item2 is not null).Select(reference => (reference.Item1, reference.Item2!))
        .Concat(SecretKeys(manifest).Select(reference => ("Secret", reference.Secret)))
        .Distinct();

    private static IEnumerable<(string Secret, string Key)> SecretKeys(Manifest manifest) =>
        manifest.Root.AllNodes.OfType<YamlMappingNode>().SelectMany(node =>
        node.Find("secretKeyRef") is { } variable ? [(variable.Text("name")!, variable.Text("key")!)]
        : node.Find("secret/secretName") is YamlScalarNode volume
            ? node.Items("secret/items").Select(item => (volume.Value!, item.Text("key")!))
        : node.Find("secretTargetRef") is YamlSequenceNode targets ? targets.Select(target => (target.Text("name")!, target.Text("key")!))
        : Enumerable.Empty<(string, string)>());
}
