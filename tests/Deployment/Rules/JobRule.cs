using Presage.Tests.Deployment.Manifests;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// A Job cannot be changed once it is there, so it goes away by itself, and the next apply makes it anew. Queues are made by one.
/// </summary>
internal static class JobRule
{
    public static IEnumerable<string> Check(ManifestSet manifests) =>
    [
        .. manifests.OfKind("Job").Where(job => job.Spec.Text("ttlSecondsAfterFinished") is null)
            .Select(job => $"{job} stays when it has ended"),
        .. manifests.Pods.Any(
            pod => pod.Owner.Kind == "Job"
                && pod.Containers.Any(container => container.Node.Find("args")?.ToString() == "[ topology, deploy ]"))
            ? Enumerable.Empty<string>()
            : ["no Job makes the queues"],
    ];
}
