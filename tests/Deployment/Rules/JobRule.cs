using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// A Job cannot be changed once it is there, so each version has its own, and it goes away by itself. Queues are made by one.
/// </summary>
internal static class JobRule
{
    public static IEnumerable<string> Check(ManifestSet manifests) =>
    [
        .. manifests.OfKind("Job").Where(job => job.Spec.Text("ttlSecondsAfterFinished") is null)
            .Select(job => $"{job} stays when it has ended"),
        .. manifests.OfKind("Job").Where(job => !job.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(job => $"{job} has not the version in its name, {Suffix}"),
        .. manifests.Pods.Any(pod => pod.Owner.Kind == "Job" && pod.Containers.Any(MakesQueues)) ? Enumerable.Empty<string>()
            : ["no Job makes the queues"],
    ];

    private static string Suffix => $"-{Repository.Version.Replace('.', '-')}";

    private static bool MakesQueues(Container container) =>
        container.Node.Items("args").Select(argument => ((YamlScalarNode)argument).Value).Take(2).SequenceEqual(["topology", "deploy"]);
}
