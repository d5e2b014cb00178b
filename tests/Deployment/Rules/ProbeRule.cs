using System.Globalization;
using Presage.Hosting.Health;
using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// What is there until it is told to stop is asked whether it started, lives and is ready; workers at the addresses that Presage answers,
/// and with the patience to hear why one is not ready. What has copies elsewhere is replaced one after another, each with time to catch up.
/// </summary>
internal static class ProbeRule
{
    private const string Ready = "/health/ready";

    private static readonly (string Probe, string Path)[] s_probes =
    [
        ("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), ("readinessProbe", Ready),
    ];

    public static IEnumerable<string> Check(ManifestSet manifests) =>
    [
        .. manifests.Pods.Where(pod => pod.IsLasting).SelectMany(pod => pod.Containers).SelectMany(Check),
        .. manifests.OfKind("StatefulSet").Where(set => set.Spec.Text("replicas") != "1" && set.Spec.Text("minReadySeconds") is null or "0")
            .Select(set => $"{set} goes on to the next pod as soon as a port of the last one is open"),
    ];

    private static IEnumerable<string> Check(Container container)
    {
        foreach (var (name, path) in s_probes)
        {
            if (container.Node.Find(name) is not { } probe)
                yield return $"{container} has no {name}";
            else if (container.Pod.IsWorker && probe.Text("httpGet/path") != path)
                yield return $"{container}: {name} does not ask {path}";
            else if (PortOf(probe) is { } port
                && !container.Ports.Any(known => known.Text("name") == port || known.Text("containerPort") == port))
                yield return $"{container}: {name} asks the port {port}, which the container does not have";
            else if (container.Pod.IsWorker && path == Ready && PatienceOf(probe) is var patience && patience <= HealthTimes.Check)
                yield return
                    $"{container}: {name} waits {patience.TotalSeconds} s, and an answer may take {HealthTimes.Check.TotalSeconds} s";
        }
    }

    private static TimeSpan PatienceOf(YamlNode probe) =>
        TimeSpan.FromSeconds(int.Parse(probe.Text("timeoutSeconds") ?? "1", CultureInfo.InvariantCulture));

    private static string? PortOf(YamlNode probe) => probe.Text("httpGet/port") ?? probe.Text("tcpSocket/port");
}
