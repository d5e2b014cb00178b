using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Kubernetes;

/// <summary><c>k8s/smoke</c> with real processes over a real broker, started and stopped by the length of their queues.</summary>
[Collection(nameof(Processes))]
public sealed class SmokeTests(Brokers brokers)
{
    [Fact]
    public async Task Ingestion_comes_from_zero_for_a_small_run_and_goes_and_nothing_of_it_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts need a shell");
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        using var played = new PlayedCluster(cluster.Workspace);
        played.Set("scaling", "real");
        cluster.Set("Ingestion__AllowedRoots__0", played.PathOf("inbox"));
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        using var end = new CancellationTokenSource();
        var scaling = Task.WhenAll(new Scaler(host, cluster).RunAsync(end.Token), CountAsync());

        var smoke = await played.RunAsync("k8s/smoke");
        await end.CancelAsync();
        await scaling;

        smoke.Done().Out.TrimEnd().ShouldEndWith("Scale from zero tried: 0 -> 1 -> 0.");
        Directory.GetFileSystemEntries(played.PathOf("inbox")).ShouldBeEmpty();
        foreach (var kept in new[] { "datasets", "runs" })
            (await cluster.Workspace.RunAsync(kept, "list", "--json")).Done().Document.GetProperty(kept).GetArrayLength().ShouldBe(0);
        await WholeJob.ShouldLeaveNothingAsync(host);

        // What the cluster says of the Deployment.
        async Task CountAsync()
        {
            while (!end.IsCancellationRequested)
            {
                played.Set("replicas", $"{cluster.Workers.ToArray().Count(worker => worker.Service == "Ingestion")}");
                await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(100), end.Token));
            }
        }
    }
}
