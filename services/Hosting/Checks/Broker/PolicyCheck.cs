using System.Runtime.CompilerServices;
using System.Text.Json;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Checks.Broker;

/// <summary>What somebody has laid upon the broker, and our queues with it: policies, limits, alarms.</summary>
internal sealed class PolicyCheck(MessagingOptions options, BrokerDoor broker, IReadOnlyList<QueueSpec> queues) : ICheck
{
    private static readonly string[] s_policies = ["policy", "operator_policy"];

    private const int MostNamed = 3;

    /// <summary>What a policy may say of a queue so that messages are lost, refused or given up before their time.</summary>
    private static readonly (string Key, string Does)[] Harmful =
    [
        ("message-ttl", "messages that have waited for so many milliseconds expire before anybody has taken them"),
        ("expires", "a queue that nobody uses for so many milliseconds is deleted"),
        ("max-length", "a queue that holds so many messages refuses more"),
        ("max-length-bytes", "a queue that holds so many bytes refuses more"),
    ];

    public string Name => "broker policies";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (options.Management is null)
        {
            yield return Finding.Skipped(
                "Policies and limits of the broker are known to its management, and no address of it is configured.",
                $"Set {MessagingOptions.Section}__{nameof(MessagingOptions.Management)} to have them looked at.");
            yield break;
        }

        using var management = new BrokerManagement(options);
        var host = Uri.EscapeDataString(broker.VirtualHost);
        foreach (var (path, judge) in new (string, Func<JsonElement, IEnumerable<Finding>>)[]
        {
            ($"api/queues/{host}", OfQueues), ($"api/vhost-limits/{host}", OfLimits), ("api/nodes", OfNodes),
        })
        {
            var (answer, why) = await management.AskAsync(path, cancellation);
            if (answer is not { ValueKind: JsonValueKind.Array } list)
                yield return Finding.Skipped(
                    $"The management {management.Name} does not answer {path}: {why ?? "it answers something else"}.",
                    "Give it an account that may see the management and monitor the broker.");
            else
                foreach (var finding in judge(list))
                    yield return finding;
        }
    }

    private IEnumerable<Finding> OfQueues(JsonElement list)
    {
        var ours = list.EnumerateArray()
            .Select(queue => (Name: queue.GetProperty("name").GetString()!, Queue: queue))
            .Where(queue => queues.Any(spec => spec.Name == queue.Name)).ToList();
        var found = false;
        foreach (var (key, does) in Harmful)
            foreach (var group in ours.Where(queue => ValueOf(queue.Queue, key) is not null)
                .GroupBy(queue => (Policy: PolicyOf(queue.Queue), Value: ValueOf(queue.Queue, key))))
            {
                found = true;
                yield return Finding.Failed(
                    $"policy-{key}",
                    $"The policy {group.Key.Policy} sets {key}={group.Key.Value} on {Names(group.Select(queue => queue.Name))}: {does}.",
                    $"Take {key} out of the policy, or let its pattern leave out the queues of Presage.");
            }

        foreach (var (name, queue) in ours)
            if (ValueOf(queue, "delivery-limit") is { } limit && long.TryParse(limit, out var number) && number < LimitOf(name))
            {
                found = true;
                yield return Finding.Warning(
                    "policy-delivery-limit",
                    $"The policy {PolicyOf(queue)} gives a message of {name} up after {number} deliveries instead of {LimitOf(name)}.",
                    "Take delivery-limit out of the policy: each restart of a process counts as a delivery.");
            }

        if (!found)
            yield return Finding.Ok($"No policy changes what {ours.Count} queues do with their messages.");
    }

    private IEnumerable<Finding> OfLimits(JsonElement list)
    {
        foreach (var value in list.EnumerateArray().Select(limits => limits.TryGetProperty("value", out var found) ? found : default))
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("max-queues", out var most)
                && most.TryGetInt64(out var number) && number >= 0 && number < queues.Count)
                yield return Finding.Failed(
                    "limit-max-queues",
                    $"The virtual host {broker.VirtualHost} may have {number} queues, and Presage needs {queues.Count}.",
                    $"Raise the limit: rabbitmqctl set_vhost_limits -p {broker.VirtualHost} '{{\"max-queues\": -1}}'.");
    }

    private static IEnumerable<Finding> OfNodes(JsonElement list)
    {
        foreach (var node in list.EnumerateArray())
            foreach (var (key, what) in new[] { ("mem_alarm", "memory"), ("disk_free_alarm", "disk") })
                if (node.TryGetProperty(key, out var alarm) && alarm.ValueKind == JsonValueKind.True)
                    yield return Finding.Failed(
                        "broker-alarm",
                        $"The node {node.GetProperty("name").GetString()} of the broker is short of {what}: nothing is taken from "
                            + "publishers until it is over.",
                        $"Give it more {what}, or let workers empty its queues.");
    }

    private long LimitOf(string queue) =>
        queues.First(spec => spec.Name == queue).Arguments.GetValueOrDefault("x-delivery-limit") is int limit ? limit : 0;

    private static string? ValueOf(JsonElement queue, string key) =>
        queue.TryGetProperty("effective_policy_definition", out var policy) && policy.ValueKind == JsonValueKind.Object
            && policy.TryGetProperty(key, out var value) ? value.ToString() : null;

    private static string PolicyOf(JsonElement queue) => string.Join(
        " and ",
        s_policies
            .Select(key => queue.TryGetProperty(key, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null)
            .Where(name => !string.IsNullOrEmpty(name)).DefaultIfEmpty("of the broker"));

    private static string Names(IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return all.Count <= MostNamed ? string.Join(", ", all)
            : $"{string.Join(", ", all.Take(MostNamed))} and {all.Count - MostNamed} more";
    }
}
