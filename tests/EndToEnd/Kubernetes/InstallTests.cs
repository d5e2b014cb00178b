using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Kubernetes;

/// <summary><c>k8s/install</c> waits for what it needs, says what is missing, and overwrites no password.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly PlayedCluster _cluster;

    public InstallTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts need a shell");
        _cluster = new PlayedCluster(_workspace);
        _workspace.Variables["PRESAGE_WAIT"] = "20";
    }

    [Theory]
    [InlineData("dev", "inbox.yaml", "presage/cli")]
    [InlineData("standalone", "inbox.yaml", "presage/cli")]
    [InlineData("production", "inbox-shared.yaml", "registry.example.com/presage/cli")]
    public async Task Everything_is_made_in_its_order_and_tried(string overlay, string claim, string image)
    {
        if (overlay == "production")
            foreach (var secret in new[] { "presage-broker", "presage-store", "grafana" })
                _cluster.Set($"secret/{secret}");

        var installed = await _cluster.RunAsync($"k8s/install {overlay}");

        installed.Done().Out.TrimEnd().ShouldEndWith("Scale from zero tried: 0 -> 1 -> 0.\nPresage runs.");
        Directory.GetFileSystemEntries(_cluster.PathOf("inbox")).ShouldBeEmpty();
        (await File.ReadAllTextAsync(_cluster.PathOf("claim"), TestContext.Current.CancellationToken)).ShouldBe(claim);
        var calls = _cluster.Calls.Select(call => call.Replace(RealRecords.RepositoryRoot, "", StringComparison.Ordinal)).ToList();
        string[] order =
        [
            "wait --for=condition=established", "--namespace keda wait", "apply -f ", "--namespace presage get secret",
            "--namespace presage delete job", "apply -k ", "--namespace presage get job topology-",
            "--namespace presage rollout status deployment/scoring",
            "--namespace presage wait --for=condition=Ready --timeout=10s scaledobject", "--namespace presage run presage",
        ];
        var places = order.Select(step => calls.FindIndex(call => call.StartsWith(step, StringComparison.Ordinal))).ToList();
        places.ShouldAllBe(place => place >= 0, string.Join('\n', calls));
        places.ShouldBeInOrder(SortDirection.Ascending, string.Join('\n', calls));
        calls.Where(call => call.StartsWith("--namespace presage run presage", StringComparison.Ordinal))
            .ShouldAllBe(call => call.Contains($"--image={image}:0.1.0 "));
        _cluster.Has("secret/rabbitmq").ShouldBe(overlay != "production");
    }

    [Fact]
    public async Task Passwords_and_inbox_that_are_there_stay()
    {
        await _cluster.RunAsync("k8s/install dev");
        var before = await SecretsAsync();

        var again = await _cluster.RunAsync("k8s/install dev");

        again.Out.ShouldContain("The Secrets are there and stay.");
        again.Out.ShouldContain("The inbox is there and stays.");
        (await SecretsAsync()).ShouldBe(before);
        before.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Passwords_of_which_some_are_missing_are_not_made_anew()
    {
        await _cluster.RunAsync("k8s/install dev");
        File.Delete(_cluster.PathOf("secret/presage-store"));
        var before = await SecretsAsync();

        (await _cluster.RunAsync("k8s/install dev")).Failed(1, "The Secrets presage-store are missing and");
        (await SecretsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Where_broker_and_store_are_elsewhere_their_addresses_are_asked_for() =>
        (await _cluster.RunAsync("k8s/install production"))
            .Failed(1, "The Secrets presage-broker presage-store grafana are missing: make them with the addresses");

    /// <summary>A claim keeps the class that it was made with, so one that cannot be right is not made.</summary>
    [Fact]
    public async Task A_class_of_volumes_that_is_not_there_is_told_before_the_claim_is_made()
    {
        _cluster.Set("classes", "absent");

        (await _cluster.RunAsync("k8s/install production"))
            .Failed(1, "k8s/kept/inbox-shared.yaml names the StorageClass 'shared-files', which is not there");

        _cluster.Has("claim").ShouldBeFalse();
    }

    [Fact]
    public async Task Where_no_class_of_volumes_is_the_usual_one_it_is_said()
    {
        (await _cluster.RunAsync("k8s/install dev")).Out.ShouldNotContain("No StorageClass is the usual one");
        _cluster.Set("usual");

        (await _cluster.RunAsync("k8s/install dev")).Out.ShouldContain("No StorageClass is the usual one");
    }

    [Theory]
    [InlineData("keda", "absent", "KEDA is not in the cluster: kubectl apply --server-side -f https://")]
    [InlineData("keda", "down", "KEDA does not run: see 'kubectl -n keda get pods'.")]
    [InlineData("refuse", "", "The cluster would refuse a part; see above. Nothing has changed")]
    [InlineData("topology", "Failed", "The Job topology-0-1-0 has failed; what it said last stands above.")]
    [InlineData("topology", "Suspended", "The Job topology-0-1-0 has not ended for 1 s: do the pods of broker and store run?")]
    [InlineData("fallback", "True", "KEDA cannot ask for the queues: 'kubectl -n presage describe scaledobject' says why")]
    [InlineData("replicas", "1", "Ingestion keeps its pods: it may have work to do.")]
    [InlineData("scaling", "stuck", "No pod of Ingestion comes, though a message waits.")]
    public async Task What_is_missing_is_said_in_time(string name, string state, string complaint)
    {
        _cluster.Set(name, state);
        _workspace.Variables["PRESAGE_WAIT"] = "1";

        var installed = await _cluster.RunAsync("k8s/install dev");

        installed.ExitCode.ShouldBe(1, installed.Error);
        installed.Error.ShouldContain(complaint);

        if (state == "Failed")
            _cluster.Calls.ShouldContain(call => call.Contains("logs job/topology-0-1-0"));
    }

    [Theory]
    [InlineData("k8s/install", "Name an overlay: k8s/install dev")]
    [InlineData("k8s/install staging", "There is no overlay 'staging'")]
    public async Task Who_names_no_overlay_is_told(string command, string complaint) =>
        (await _cluster.RunAsync(command)).Failed(1, complaint);

    public void Dispose()
    {
        _cluster.Dispose();
        _workspace.Dispose();
    }

    private async Task<IReadOnlyDictionary<string, string>> SecretsAsync()
    {
        var secrets = new Dictionary<string, string>();
        foreach (var file in Directory.GetFiles(_cluster.PathOf("secret")))
            secrets[Path.GetFileName(file)] = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        return secrets;
    }
}
