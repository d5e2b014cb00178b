using Presage.Tests.Deployment.Manifests;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// Selectors find what they are meant for: a workload its own pods and no other's, services and budgets at least one. Every lasting
/// workload has a budget.
/// </summary>
internal static class SelectorRule
{
    public static IEnumerable<string> Check(ManifestSet manifests) =>
    [
        .. manifests.Pods.Where(pod => pod.IsLasting).SelectMany(pod => CheckWorkload(manifests, pod)),
        .. manifests.OfKind("Service")
            .Where(service => service.Spec.Text("type") != "ExternalName" && !manifests.Pods.Any(pod => Finds(service, pod)))
            .Select(service => $"{service} finds no pod"),
        .. manifests.OfKind("Service").SelectMany(service => CheckPorts(manifests, service)),
        .. manifests.OfKind("PodDisruptionBudget").Where(budget => !manifests.Pods.Any(pod => Protects(budget, pod)))
            .Select(budget => $"{budget} protects no pod"),
    ];

    private static IEnumerable<string> CheckWorkload(ManifestSet manifests, Pod pod)
    {
        var selector = pod.Owner.Spec.Find("selector");
        if (!Selector.Selects(selector, pod.Labels))
            yield return $"{pod} does not select its own pods";
        foreach (var other in manifests.Pods.Where(other => other.Owner != pod.Owner && Selector.Selects(selector, other.Labels)))
            yield return $"{pod} selects the pods of {other}";
        if (!manifests.OfKind("PodDisruptionBudget").Any(budget => Protects(budget, pod)))
            yield return $"{pod} has no budget of disruptions";
        if (pod.Spec.Items("topologySpreadConstraints").Any(spread => !Selector.Selects(spread.Find("labelSelector"), pod.Labels)))
            yield return $"{pod} spreads other pods than its own";
    }

    private static IEnumerable<string> CheckPorts(ManifestSet manifests, Manifest service) =>
        from pod in manifests.Pods.Where(pod => Finds(service, pod))
        from port in service.Spec.Items("ports").Select(port => port.Text("targetPort") ?? port.Text("port"))
        where !pod.Containers.SelectMany(container => container.Ports)
            .Any(known => known.Text("name") == port || known.Text("containerPort") == port)
        select $"{service} leads to the port {port}, which {pod} does not have";

    private static bool Finds(Manifest service, Pod pod) => service.Spec.Texts("selector") is
    {
        Count: > 0,
    } selector && selector.All(label => pod.Labels.GetValueOrDefault(label.Key) == label.Value);

    private static bool Protects(Manifest budget, Pod pod) => Selector.Selects(budget.Spec.Find("selector"), pod.Labels);
}
