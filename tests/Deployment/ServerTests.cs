using System.Diagnostics;
using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment;

/// <summary>What broker and store are told is what their manifests make of them.</summary>
public sealed partial class ServerTests
{
    public static TheoryData<string> WithServers { get; } = ["dev", "standalone"];

    [Fact]
    public async Task The_nodes_of_RabbitMQ_have_the_names_that_its_configuration_says()
    {
        var broker = (await Kustomize.OverlayAsync("standalone")).Single("StatefulSet", "rabbitmq");
        var environment = broker.Spec.Items("template/spec/containers/0/env")
            .ToDictionary(variable => variable.Text("name")!, variable => variable.Text("value"));
        var names = Enumerable.Range(0, int.Parse(broker.Spec.Text("replicas")!, null))
            .Select(node => environment["RABBITMQ_NODENAME"]!.Replace("$(POD_NAME)", $"{broker.Name}-{node}", StringComparison.Ordinal))
                .ToList();

        names.ShouldAllBe(name => name.EndsWith($".{broker.Spec.Text("serviceName")}"));
        NodeName().Matches(Configuration).Select(node => node.Groups[1].Value).ShouldBe(names);
        Configuration.ShouldContain($"target_cluster_size_hint = {names.Count}\n");
        Configuration.ShouldContain($"target_group_size = {names.Count}\n");
    }

    [Theory, MemberData(nameof(WithServers))]
    public async Task RabbitMQ_knows_the_memory_that_it_may_have(string overlay)
    {
        var broker = (await Kustomize.OverlayAsync(overlay)).Single("StatefulSet", "rabbitmq");

        broker.Spec.Text("template/spec/containers/0/resources/limits/memory").ShouldBe("2Gi");
        Configuration.ShouldContain("total_memory_available_override_value = 2GB\n");
    }

    [Theory, MemberData(nameof(WithServers))]
    public async Task Queues_are_made_when_every_node_is_there(string overlay)
    {
        var manifests = await Kustomize.OverlayAsync(overlay);
        var topology = manifests.Pods.Single(pod => pod.Labels["app.kubernetes.io/name"] == "topology").Containers.Single();

        topology.Node.Items("args").Select(argument => ((YamlScalarNode)argument).Value)
            .ShouldBe(["topology", "deploy", "--nodes", manifests.Single("StatefulSet", "rabbitmq").Spec.Text("replicas")]);
    }

    [Fact]
    public async Task A_queue_with_too_few_copies_does_not_hold_up_a_node_that_goes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        var broker = (await Kustomize.OverlayAsync("standalone")).Single("StatefulSet", "rabbitmq");
        var handOver = ((YamlScalarNode)broker.Spec.Items("template/spec/containers/0/lifecycle/preStop/exec/command")[^1]).Value!;
        using var process = Process.Start(
            new ProcessStartInfo("bash", ["-c", $"rabbitmq-upgrade() {{ echo \"$@\"; return 69; }}\n{handOver}"])
            {
                RedirectStandardOutput = true,
            })!;
        var called = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(0);
        called.ShouldBe("-t 120 await_online_quorum_plus_one\n-t 60 drain\n");
        int.Parse(broker.Spec.Text("template/spec/terminationGracePeriodSeconds")!, null).ShouldBeGreaterThan(120 + 60 + 60);
    }

    [Theory, MemberData(nameof(WithServers))]
    public async Task No_probe_starts_a_machine_of_its_own(string overlay) =>
        (await Kustomize.OverlayAsync(overlay)).Containers
            .SelectMany(container => new[] { "startupProbe", "livenessProbe", "readinessProbe" }
                .Where(probe => container.Node.Find($"{probe}/exec") is not null).Select(probe => $"{container}: {probe}"))
            .ShouldBeEmpty();

    [Theory, MemberData(nameof(WithServers))]
    public async Task The_replica_set_has_every_member_that_there_is(string overlay)
    {
        var manifests = await Kustomize.OverlayAsync(overlay);
        var store = manifests.Single("StatefulSet", "mongodb");
        var environment = manifests.Pods.Single(pod => pod.Labels["app.kubernetes.io/name"] == "mongodb-initiate")
            .Spec.Items("containers/0/env");

        environment.Single(variable => variable.Text("name") == "MEMBERS").Text("value").ShouldBe(store.Spec.Text("replicas"));
        Repository.Read("k8s", "components", "mongodb", "initiate", "initiate.js")
            .ShouldContain($"`mongodb-${{member}}.{store.Spec.Text("serviceName")}:27017`");
    }

    private static string Configuration => Repository.Read("k8s", "components", "rabbitmq", "rabbitmq.conf");

    [GeneratedRegex(@"classic_config\.nodes\.\d+ = (\S+)")]
    private static partial Regex NodeName();
}
