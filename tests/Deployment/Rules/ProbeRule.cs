using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// What is there until it is told to stop is asked whether it started, lives and is ready; workers at the addresses that Presage answers.
/// </summary>
internal static class ProbeRule
{
    private static readonly (string Probe, string Path)[] s_probes =
    [
        ("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready"),
    ];

    public static IEnumerable<string> Check(ManifestSet manifests) =>
        manifests.Pods.Where(pod => pod.IsLasting).SelectMany(pod => pod.Containers).SelectMany(Check);

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
        }
    }

    private static string? PortOf(YamlNode probe) => probe.Text("httpGet/port") ?? probe.Text("tcpSocket/port");
}
