using System.Runtime.InteropServices;
using Presage.Tests.Deployment.Containers;
using Presage.Tests.Deployment.Manifests;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment;

/// <summary>
/// The real programs, confined as their containers are: what one of them writes beside its mounts ends it here, and not in the cluster.
/// Servers are Debian's, older than those of the images.
/// </summary>
public sealed class ReadOnlyRootTests
{
    private const string Broker = "/usr/lib/rabbitmq/bin";
    private const string Dotnet = "/dotnet";

    public static TheoryData<string> Workers { get; } = ["Ingestion", "Features", "Training", "Scoring", "Scheduler", "Monitoring"];

    [Fact]
    public async Task RabbitMQ_starts_hands_over_and_stops_with_a_read_only_root()
    {
        await Confinement.RequireAsync();
        Assert.SkipUnless(File.Exists($"{Broker}/rabbitmq-server"), "needs Debian's rabbitmq-server");
        var manifests = ForOldBroker(await Kustomize.OverlayAsync("dev"));

        var (exitCode, output) = await StartBrokerAsync(manifests);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("came up");
        output.ShouldContain("has every exchange and queue of Presage");
        output.ShouldContain("stopped with 0");
    }

    [Fact]
    public async Task RabbitMQ_without_a_place_for_its_log_fails_with_a_read_only_root()
    {
        await Confinement.RequireAsync();
        Assert.SkipUnless(File.Exists($"{Broker}/rabbitmq-server"), "needs Debian's rabbitmq-server");
        var manifests = ForOldBroker(await Kustomize.OverlayAsync("dev"));
        var container = manifests.Single("StatefulSet", "rabbitmq").Spec.Find("template/spec/containers/0");
        var mounts = (YamlSequenceNode)container.Find("volumeMounts")!;
        mounts.Children.Remove(mounts.Single(mount => mount.Text("mountPath") == "/var/log/rabbitmq"));

        var (exitCode, output) = await StartBrokerAsync(manifests);

        exitCode.ShouldNotBe(0);
        output.ShouldContain("failed to open log file");
    }

    [Fact]
    public async Task Prometheus_starts_and_stops_with_a_read_only_root()
    {
        await Confinement.RequireAsync();
        Assert.SkipUnless(File.Exists("/usr/bin/prometheus"), "needs Debian's prometheus");
        var manifests = await Kustomize.OverlayAsync("standalone");
        var container = ContainerOf(manifests, "prometheus");
        var arguments = string.Join(' ', container.Node.Items("args"));

        var (exitCode, output) = await RunAsync(
            manifests, container, [],
            $"""
            prometheus {arguments} & server=$!
            {WaitFor("ask 9090 /-/ready", "$server")}
            {Repository.Read("docs", "operate", "cluster.md").Split("exec prometheus-0 -- ")[1].Split('\n')[0]} || exit 2
            kill $server; wait $server
            """);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("came up");
    }

    [Theory, MemberData(nameof(Workers))]
    public async Task A_worker_lives_with_a_read_only_root(string service)
    {
        await Confinement.RequireAsync();
        var manifests = await Kustomize.OverlayAsync("standalone");
        var container = ContainerOf(manifests, service.ToLowerInvariant());

        var (_, output) = await RunAsync(
            manifests, container, Image(service),
            $"""
            {Dotnet}/dotnet /app/Presage.{service}.dll & worker=$!
            {WaitFor("ask 8080 /health/live", "$worker")}
            kill -9 $worker
            """);

        output.ShouldContain("came up");
        output.ShouldNotContain("Read-only file system");
    }

    /// <summary>In one process and over the store in a file, a command runs what all services do.</summary>
    [Fact]
    public async Task A_command_does_a_whole_job_with_a_read_only_root()
    {
        await Confinement.RequireAsync();
        var overlay = await Kustomize.OverlayAsync("standalone");
        var command = ScriptPods.Of("cli.json", "presage", "presage/cli:0.1.0");

        var (exitCode, output) = await RunAsync(
            overlay, command.Containers.Single(), Image("Cli"),
            $$"""
            unset ${!Messaging__*} ${!Storage__*}
            cd {{command.Containers.Single().Node.Text("workingDir")}}
            {{Dotnet}}/dotnet /app/presage.dll demo --machines 10 --days 90
            """);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("Report: /tmp/report.html");
    }

    private static Task<(int ExitCode, string Output)> StartBrokerAsync(ManifestSet manifests)
    {
        var container = ContainerOf(manifests, "rabbitmq");
        var handOver = ((YamlScalarNode)container.Node.Items("lifecycle/preStop/exec/command")[^1]).Value;
        return RunAsync(
            manifests, container, Image("Cli"),
            $"""
            export PATH={Broker}:$PATH HOME=/var/lib/rabbitmq
            rabbitmq-server & server=$!
            {WaitFor("listens 5672 && listens 15672 && listens 15692 && listens 25672", "$server")}
            export Messaging__Transport=rabbitmq account=$RABBITMQ_DEFAULT_USER:$RABBITMQ_DEFAULT_PASS
            export Messaging__Host=amqp://$account@localhost/ Messaging__Management=http://$account@localhost:15672/
            {Dotnet}/dotnet /app/presage.dll topology deploy --nodes 1 --data /tmp/store || exit 3
            ( {handOver} ) || exit 2
            rabbitmqctl stop; wait $server; echo stopped with $?
            """);
    }

    /// <summary>Init containers first, as they are; then the container, with a script in place of its program.</summary>
    private static async Task<(int ExitCode, string Output)> RunAsync(
        ManifestSet manifests, Container container, Dictionary<string, string> image, string script)
    {
        var owner = container.Pod.Owner;
        using var pod = new PodFolder(manifests, container.Pod, $"{owner.Name}-0", $"{owner.Name}-0.{owner.Spec.Text("serviceName")}");
        foreach (var initial in container.Pod.AllContainers.Except(container.Pod.Containers))
            (await Confinement.RunAsync(pod, initial.Name, image, string.Join(' ', initial.Node.Items("command")))).ExitCode.ShouldBe(0);

        return await Confinement.RunAsync(pod, container.Name, image, script);
    }

    private static Container ContainerOf(ManifestSet manifests, string owner) =>
        manifests.Pods.Single(pod => pod.IsLasting && pod.Owner.Name == owner).Containers.Single();

    /// <summary>The program at the place where its image has it, and the runtime.</summary>
    private static Dictionary<string, string> Image(string service) => new()
    {
        ["/app"] = Repository.PathOf("services", service, "bin", Configuration, "net10.0"),
        [Dotnet] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
    };

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>Waits until a condition of bash holds, and ends when the process does before.</summary>
    private static string WaitFor(string condition, string process) => $$"""
        listens() { (exec 3<>/dev/tcp/127.0.0.1/$1) 2>/dev/null; }
        get() { exec 3<>/dev/tcp/127.0.0.1/$1 && printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&3 && head -n 1 <&3; }
        ask() { (get "$@" | grep -q ' 200 ') 2>/dev/null; }
        for second in $(seq 100); do
            {{condition}} && echo came up && break
            kill -0 {{process}} 2>/dev/null || { echo ended; exit 1; }
            sleep 1
        done
        """;

    /// <summary>RabbitMQ 3 does not know the two settings on membership, and does not start with them.</summary>
    private static ManifestSet ForOldBroker(ManifestSet manifests)
    {
        var name = manifests.OfKind("ConfigMap").Single(map => map.Root.Texts("data").ContainsKey("rabbitmq.conf"));
        var data = (YamlMappingNode)name.Root.Find("data")!;
        var lines = name.Root.Text("data/rabbitmq.conf")!.Split('\n').Where(line => !line.Contains("membership", StringComparison.Ordinal));
        data.Children[new YamlScalarNode("rabbitmq.conf")] = string.Join('\n', lines);
        return manifests;
    }
}
