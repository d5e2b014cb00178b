using System.Diagnostics;
using System.Net;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.MongoDb;

/// <summary>A process says in time why it is not ready, also when what it needs stands still.</summary>
[Collection(nameof(Processes))]
public sealed class HealthTests(Brokers brokers)
{
    /// <summary>The program that a container's health check starts waits 8 s, Kubernetes 10 s, and whoever looks with curl less.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_store_that_stands_still_or_is_gone_is_told_within_the_time_of_a_probe()
    {
        await using var place = await MongoPlace.CreateAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address, place.OnTheWay(TimeSpan.FromSeconds(30)));
        var worker = await StartAsync(cluster);

        place.Way.Freeze();
        var still = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(worker, "/health/ready")));
        var live = await AskAsync(worker, "/health/live");

        Say(still);
        still.ShouldAllBe(answer => answer.Status == HttpStatusCode.ServiceUnavailable && answer.Took < Probe);
        still.ShouldAllBe(answer => answer.Text == "The store has not answered for 3 s.");
        live.Status.ShouldBe(HttpStatusCode.OK);
        live.Took.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (await ProgramAsync(cluster, worker)).Failed(1, "answers 503: The store has not answered for ");

        place.Way.Thaw();
        await ReadyAsync(worker);

        await using (place.Way.Close())
        {
            var gone = await AskAsync(worker, "/health/ready");
            gone.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            gone.Took.ShouldBeLessThan(Probe);
            gone.Text.ShouldStartWith("The store ");
        }

        await ReadyAsync(worker);
    }

    [Fact]
    public async Task A_broker_that_stands_still_is_told_and_the_process_lives()
    {
        await using var place = await MongoPlace.CreateAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        await using var way = new Detour(host.Address.Host, host.Address.Port);
        using var cluster = new Cluster(new UriBuilder(host.Address) { Port = way.Port }.Uri, place.Options);
        var worker = await StartAsync(cluster);

        way.Freeze();
        var still = await AskAsync(worker, "/health/ready");
        var live = await AskAsync(worker, "/health/live");

        Say(still);
        still.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        still.Took.ShouldBeLessThan(Probe);
        still.Text.ShouldStartWith("The broker");
        still.Text.ShouldEndWith("has not answered for 3 s.");
        live.Status.ShouldBe(HttpStatusCode.OK);
        live.Took.ShouldBeLessThan(TimeSpan.FromSeconds(1));

        way.Thaw();
        await ReadyAsync(worker);
    }

    private static void Say(params Answer[] answers) => TestContext.Current.TestOutputHelper!.WriteLine(
        $"answered within {answers.Max(answer => answer.Took).TotalSeconds:0.0} s");

    private static async Task<Worker> StartAsync(Cluster cluster)
    {
        var worker = cluster.Start("Monitoring");
        await worker.ReadyAsync();
        await ReadyAsync(worker);
        return worker;
    }

    private static Task ReadyAsync(Worker worker) => Eventually.TrueAsync(
        async () => (await AskAsync(worker, "/health/ready")).Status == HttpStatusCode.OK, Patience, "it is ready");

    private static async Task<Answer> AskAsync(Worker worker, string path)
    {
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        using var response = await http.GetAsync(worker.Address(path), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, text, watch.Elapsed);
    }

    /// <summary>The program of the container's health check, beside the worker.</summary>
    private static async Task<Outcome> ProgramAsync(Cluster cluster, Worker worker)
    {
        cluster.Workspace.Variables["ASPNETCORE_URLS"] = worker.Address("").ToString();
        using var process = cluster.Workspace.Start(Path.Combine(AppContext.BaseDirectory, "Presage.Monitoring"), ["--health"]);
        return await Workspace.EndAsync(process);
    }

    private sealed record Answer(HttpStatusCode Status, string Text, TimeSpan Took);
}
