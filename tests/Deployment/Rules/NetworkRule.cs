using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// Nobody may talk to anybody unless a policy says so, and what one side may send the other may hear: a way that is open on one side only
/// is closed.
/// </summary>
internal static class NetworkRule
{
    /// <summary>Where names are answered: the cluster's DNS, a node's own (NodeLocal DNSCache), OpenShift's.</summary>
    private static readonly NameServer[] s_names =
    [
        new("the DNS of the cluster", "podSelector/matchLabels", "k8s-app", "kube-dns", "53"),
        new("the DNS of its node", "ipBlock", "cidr", "169.254.20.10/32", "53"),
        new("the DNS of OpenShift", "namespaceSelector/matchLabels", "kubernetes.io/metadata.name", "openshift-dns", "5353"),
    ];

    public static IEnumerable<string> Check(ManifestSet manifests)
    {
        var policies = manifests.OfKind("NetworkPolicy").ToList();
        var closed = policies.Where(IsClosed).ToList();
        var sent = policies.SelectMany(policy => Ways(manifests, policy, "egress", "to")).ToHashSet();
        var heard = policies.SelectMany(policy => Ways(manifests, policy, "ingress", "from")).ToHashSet();
        return
        [
            .. manifests.Pods.Where(pod => !closed.Any(policy => Selector.Selects(policy.Spec.Find("podSelector"), pod.Labels)))
                .Select(pod => $"{pod} may talk to anybody"),
            .. sent.Except(heard).Select(way => $"{way.From} may send to {way.To}:{way.Port}, which may not hear it"),
            .. heard.Except(sent).Select(way => $"{way.To}:{way.Port} may hear {way.From}, which may not send"),
            .. sent.Where(way => !manifests.Pods.Any(pod => pod.ToString() == way.To && HasPort(pod, way.Port)))
                .Select(way => $"{way.From} may send to {way.To}:{way.Port}, where nothing listens"),
            .. from pod in manifests.Pods
               from name in s_names
               from protocol in new[] { "UDP", "TCP" }
               where !policies.Any(policy => MayAsk(policy, pod, name, protocol))
               select $"{pod} may not ask {name.Name} over {protocol}",
        ];
    }

    /// <summary>Whether the pods that it selects may neither send nor hear.</summary>
    private static bool IsClosed(Manifest policy) =>
        policy.Spec.Items("policyTypes").Select(type => ((YamlScalarNode)type).Value).ToHashSet() is var types && types.Contains("Ingress")
            && types.Contains("Egress")
        && policy.Spec.Items("ingress").Count == 0 && policy.Spec.Items("egress").Count == 0;

    private static bool MayAsk(Manifest policy, Pod pod, NameServer server, string protocol) =>
        Selector.Selects(policy.Spec.Find("podSelector"), pod.Labels)
        && policy.Spec.Items("egress").Any(rule =>
            rule.Items("to").Any(peer => peer.Texts(server.Peers).GetValueOrDefault(server.Key) == server.Value)
            && rule.Items("ports").Any(open => (open.Text("protocol"), open.Text("port")) == (protocol, server.Port)));

    /// <summary>Ways between pods of this namespace.</summary>
    private static IEnumerable<(string From, string To, string Port)> Ways(
        ManifestSet manifests, Manifest policy, string direction, string peers) =>
        from rule in policy.Spec.Items(direction)
        from peer in rule.Items(peers).Where(peer => peer.Find("podSelector") is not null && peer.Find("namespaceSelector") is null)
        from port in rule.Items("ports").Where(port => port.Find("endPort") is null).Select(port => port.Text("port")!)
        from self in manifests.Pods.Where(pod => Selector.Selects(policy.Spec.Find("podSelector"), pod.Labels))
        from other in manifests.Pods.Where(pod => Selector.Selects(peer.Find("podSelector"), pod.Labels))
        select direction == "egress" ? ($"{self}", $"{other}", port) : ($"{other}", $"{self}", port);

    private static bool HasPort(Pod pod, string port) =>
        pod.Containers.SelectMany(container => container.Ports).Any(known => known.Text("containerPort") == port);

    /// <param name="Peers">Where the rule of a policy says whom it means.</param>
    private sealed record NameServer(string Name, string Peers, string Key, string Value, string Port);
}
