using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// Whoever uses a host can find it: a Service of this namespace by its name and with a port that it has; from another namespace, where
/// KEDA lives, with its namespace besides. Names elsewhere have a domain.
/// </summary>
internal static partial class HostRule
{
    private const string Namespace = "presage";

    public static IEnumerable<string> Check(ManifestSet manifests) =>
    [
        .. Elsewhere(manifests).SelectMany(used => Hosts(used.Text)
            .Where(host => !host.Name.Contains('.', StringComparison.Ordinal))
            .Select(host => $"{used.By} is used in another namespace, where nobody is named {host.Name}")),
        .. Here(manifests).Concat(Elsewhere(manifests)).SelectMany(used => Hosts(used.Text)
            .Select(host => Mistake(manifests, host)).OfType<string>().Select(mistake => $"{used.By} {mistake}")),
    ];

    /// <summary>What KEDA reads.</summary>
    private static IEnumerable<(string By, string Text)> Elsewhere(ManifestSet manifests) =>
    [
        .. manifests.OfKind("TriggerAuthentication").SelectMany(authentication => authentication.Spec.Items("secretTargetRef"))
            .SelectMany(target => manifests.OfKind("Secret").Where(secret => secret.Name == target.Text("name"))
                .SelectMany(secret => secret.SecretValues.Where(entry => entry.Key == target.Text("key"))
                    .Select(entry => ($"{secret}: {entry.Key}", entry.Value)))),
        .. manifests.OfKind("ScaledObject").SelectMany(scaled => scaled.Spec.Items("triggers")
            .SelectMany(trigger => trigger.Texts("metadata")).Select(entry => ($"{scaled}: {entry.Key}", entry.Value))),
    ];

    /// <summary>What pods of this namespace read.</summary>
    private static IEnumerable<(string By, string Text)> Here(ManifestSet manifests) =>
    [
        .. manifests.OfKind("Secret").SelectMany(secret => secret.SecretValues
            .Select(entry => ($"{secret}: {entry.Key}", entry.Value))),
        .. manifests.OfKind("ConfigMap").SelectMany(map => map.Root.Texts("data").Select(entry => ($"{map}: {entry.Key}", entry.Value))),
        .. manifests.Containers.SelectMany(container => container.Node.Items("env")
            .Select(variable => ($"{container}: {variable.Text("name")}", variable.Text("value") ?? ""))),
    ];

    private static string? Mistake(ManifestSet manifests, (string Name, string Port) host)
    {
        var isHere = !host.Name.Contains('.', StringComparison.Ordinal) || InNamespace().IsMatch(host.Name);
        if (!isHere)
            return null;

        var name = host.Name.Split('.')[0];
        var service = manifests.OfKind("Service").SingleOrDefault(service => service.Name == name);
        if (service is null)
            return $"names {host.Name}, which is no Service";

        return service.Spec.Items("ports").Any(port => port.Text("port") == host.Port) || service.Spec.Text("type") == "ExternalName"
            ? null : $"names the port {host.Port} of {host.Name}, which it does not have";
    }

    private static IEnumerable<(string Name, string Port)> Hosts(string text) =>
        from address in Address().Matches(text)
        from host in address.Groups[2].Value.Split(',')
        let parts = host.Split(':')
        select (parts[0], parts.ElementAtOrDefault(1) ?? PortOf(address.Groups[1].Value));

    private static string PortOf(string scheme) => scheme switch
    {
        "amqp" => "5672",
        "amqps" => "5671",
        "mongodb" => "27017",
        "https" => "443",
        _ => "80",
    };

    // A script's ${variable} is no host.
    [GeneratedRegex(@"\b([a-z]+)://(?:[^/\s@]*@)?([\w.-][\w.:,-]*)(?=[/?\s""']|$)")]
    private static partial Regex Address();

    [GeneratedRegex($@"^[^.]+\.{Namespace}\.svc(\.cluster\.local)?$")]
    private static partial Regex InNamespace();
}
