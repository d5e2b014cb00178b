using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Rules;

/// <summary>
/// Every queue that a worker takes from wakes it, counted with what is in hand, so that the last worker is not ended at its work; pods go
/// one at a time; the worker that wakes runs is always there. Schedulers are there whatever their queues have: time comes without messages.
/// </summary>
internal static class ScalingRule
{
    private const string Scheduler = "scheduler";

    private static readonly Dictionary<string, string> s_trigger = new()
    {
        ["mode"] = "QueueLength",
        ["protocol"] = "http",
        ["excludeUnacknowledged"] = "false",
    };

    public static IEnumerable<string> Check(ManifestSet manifests) => manifests.Pods.Where(pod => pod.IsWorker).SelectMany(worker =>
    {
        var scaled = manifests.OfKind("ScaledObject")
            .SingleOrDefault(scaled => scaled.Spec.Text("scaleTargetRef/name") == worker.Owner.Name);
        return worker.Owner.Name == Scheduler ? CheckFixed(worker, scaled)
            : scaled is null ? [$"{worker} is not scaled"]
            : Check(worker, scaled);
    });

    private static IEnumerable<string> CheckFixed(Pod worker, Manifest? scaled)
    {
        if (scaled is not null)
            yield return $"{scaled}: {worker} would be gone when its queues are empty";
        if (worker.Owner.Spec.Text("replicas") is null or "0" or "1")
            yield return $"{worker} has nobody who takes its place";
    }

    private static IEnumerable<string> Check(Pod worker, Manifest scaled)
    {
        var queues = WorkerQueues.Of(worker.Owner.Name);
        var triggers = scaled.Spec.Items("triggers");
        var watched = triggers.Select(trigger => trigger.Text("metadata/queueName") ?? "").ToList();
        foreach (var queue in queues.Except(watched))
            yield return $"{scaled}: nothing wakes the worker for {queue}";
        foreach (var queue in watched.Except(queues))
            yield return $"{scaled}: {queue} is no queue of the worker";
        foreach (var trigger in triggers.Where(trigger => !CountsAsItMust(trigger)))
            yield return $"{scaled}: the trigger {trigger.Text("metadata/queueName")} does not count as it must";
        if (worker.Owner.Spec.Find("replicas") is not null)
            yield return $"{worker} has a number of pods of its own, which every apply sets anew";
        if (worker.Owner.Name == "monitoring" && scaled.Spec.Text("minReplicaCount") is null or "0")
            yield return $"{scaled}: runs that stand still would not be woken";
        if (scaled.Spec.Find("fallback") is null)
            yield return $"{scaled} has no fallback";
        if (scaled.Spec.Items("advanced/horizontalPodAutoscalerConfig/behavior/scaleDown/policies") is not [var policy]
            || (policy.Text("type"), policy.Text("value"), policy.Text("periodSeconds")) != ("Pods", "1", "60"))
            yield return $"{scaled} ends more than one pod a minute";
    }

    private static bool CountsAsItMust(YamlNode trigger) =>
        trigger.Text("type") == "rabbitmq" && s_trigger.All(setting => trigger.Text($"metadata/{setting.Key}") == setting.Value);
}
