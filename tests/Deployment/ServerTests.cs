using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;

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
