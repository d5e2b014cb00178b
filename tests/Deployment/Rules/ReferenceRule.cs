using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// What a manifest names is there: ConfigMaps, claims, accounts, services, scale targets, and the Secrets and keys that
/// <c>k8s/secrets.sh</c> makes.
/// </summary>
internal static partial class ReferenceRule
{
    private static readonly ILookup<string, string> s_secrets = SecretLine().Matches(Repository.Read("k8s", "secrets.sh"))
        .SelectMany(
            line => SecretKey().Matches(line.Groups[2].Value).Select(key => (Secret: line.Groups[1].Value, Key: key.Groups[1].Value)))
        .ToLookup(entry => entry.Secret, entry => entry.Key);

    public static IEnumerable<string> Check(ManifestSet manifests) => manifests.All.SelectMany(manifest => Named(manifest)
        .Where(reference =>
            !(reference.Kind == "Secret" ? s_secrets.Contains(reference.Name) : manifests.Has(reference.Kind, reference.Name)))
        .Select(reference => $"{manifest} names {reference.Kind}/{reference.Name}, which is not there")
        .Concat(SecretKeys(manifest).Where(reference => !s_secrets[reference.Secret].Contains(reference.Key))
            .Select(reference => $"{manifest} names the key {reference.Key} of Secret/{reference.Secret}, which is not there")));

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

    [GeneratedRegex(@"^secret (\S+) (.+)$", RegexOptions.Multiline)]
    private static partial Regex SecretLine();

    [GeneratedRegex(@"(?:^|[\s""])([a-z-]+)=")]
    private static partial Regex SecretKey();
}
