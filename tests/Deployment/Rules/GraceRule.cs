using System.Globalization;
using Presage.Hosting.Messaging;
using Presage.Tests.Deployment.Manifests;

namespace Presage.Tests.Deployment.Rules;

/// <summary>A worker is not killed before it has had the time that it takes to finish or hand back its work.</summary>
internal static class GraceRule
{
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(10);

    public static IEnumerable<string> Check(ManifestSet manifests)
    {
        foreach (var worker in manifests.Pods.Where(pod => pod.IsWorker))
        {
            var grace = TimeSpan.FromSeconds(
                int.Parse(worker.Spec.Text("terminationGracePeriodSeconds") ?? "30", CultureInfo.InvariantCulture));
            var stop = worker.Containers.Max(
                container => Settings.Of<MessagingOptions>(manifests, container, MessagingOptions.Section).ProcessStopTimeout);
            if (grace < stop + s_margin)
                yield return $"{worker} is killed after {grace.TotalSeconds} s, but takes up to {stop.TotalSeconds} s to stop";
        }
    }
}
