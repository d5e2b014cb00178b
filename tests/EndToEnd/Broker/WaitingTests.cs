using System.Diagnostics;
using System.Text.Json;
using Presage.Contracts;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>A run whose messages nobody takes says so, and who should.</summary>
[Collection(nameof(Processes))]
public sealed class WaitingTests(Brokers brokers, Plant plant)
{
    private const string Ingestion = "ingestion: 1 message waits and nobody consumes; start a process of it, or see why none is started.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_run_that_was_asked_for_where_no_worker_ever_started_says_that_nobody_consumes()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        await Requests.PublishAsync(host.Address, new NewDataArrived("early", "plant", null, [RealRecords.Twenty]));

        var shown = await cluster.Workspace.RunAsync("runs", "show", "early");

        shown.Failed(1, $"There is no run 'early', or not yet: {Ingestion}");

        cluster.Start("Ingestion");
        await Eventually.TrueAsync(async () => await cluster.StateOfAsync("early") == "succeeded", Patience, "the early run is done");
        WaitingOf(await cluster.Workspace.RunAsync("runs", "show", "early", "--json")).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_that_waits_in_the_middle_says_for_whom_and_so_does_who_follows_it()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var workspace = await plant.CopyAsync();
        using var cluster = new Cluster(host.Address, new StorageOptions { Directory = workspace.Data });
        foreach (var (name, value) in cluster.Workspace.Variables)
            workspace.Variables[name] = value;
        (await workspace.RunAsync("topology", "deploy")).Done();
        cluster.Start("Features");
        await cluster.ReadyAsync();

        using var score = workspace.Start("score", "plant", "--from", "2015-02-01", "--to", "2015-03-01", "--results", "february");
        var told = await UntilSaidAsync(score, "nobody consumes");
        var run = (await workspace.RunAsync("runs", "list", "--state", "running", "--json")).Done().Document
            .GetProperty("runs")[0].GetProperty("id").GetString()!;
        var shown = await workspace.RunAsync("runs", "show", run, "--json");
        var words = await workspace.RunAsync("runs", "show", run);
        var workers = (await workspace.RunAsync("workers", "list", "--json")).Done().Document;

        told.ShouldBe(
            "scoring: 1 message waits and nobody consumes; start a process of it, or see why none is started. "
                + "No worker of Scoring runs on this store.");
        var waiting = WaitingOf(shown)!.Value;
        waiting.GetProperty("why").GetString().ShouldBe(told);
        waiting.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()).ShouldBe(["nobody-consumes", "no-worker"]);
        var worker = workers.GetProperty("workers").EnumerateArray().ShouldHaveSingleItem();
        worker.GetProperty("service").GetString().ShouldBe("features");
        worker.GetProperty("state").GetString().ShouldBe("ready");
        worker.GetProperty("slice").GetProperty("run").GetString().ShouldBe(run);
        waiting.GetProperty("queues")[0].GetProperty("queue").GetString().ShouldBe("plan-scoring");
        words.Out.ShouldContain(told);

        cluster.Start("Scoring");
        (await Workspace.EndAsync(score)).Done();
    }

    [Fact]
    public async Task A_run_whose_request_somebody_took_who_uses_another_store_says_that_it_has_not_appeared()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();

        using var ingest = cluster.Workspace.Start([.. Plant.Ingest, RealRecords.Twenty]);
        await Eventually.TrueAsync(
            async () => (await host.QueuesAsync()).GetValueOrDefault("new-data-arrived") == 1, Patience, "the request waits");
        await host.PurgeAsync("new-data-arrived");

        (await UntilSaidAsync(ingest, "has not appeared")).ShouldBe(
            $"The run has not appeared in the store {Path.Combine(cluster.Workspace.Data, "presage.db")}, and no worker of Ingestion runs "
                + "on this store: do the workers use it?");
        ingest.Kill();
    }

    [Fact]
    public async Task A_run_whose_broker_is_away_says_that_instead()
    {
        using var store = await plant.CopyAsync();
        store.Variables["Messaging__Transport"] = "rabbitmq";
        store.Variables["Messaging__Host"] = $"amqp://guest:guest@127.0.0.1:{FreePorts.Take(1)[0]}/";

        var shown = await store.RunAsync("runs", "show", "typing-mistake");

        shown.Failed(1, "There is no run 'typing-mistake', or not yet: The broker 127.0.0.1:");
    }

    [Fact]
    public async Task In_one_process_there_is_nobody_to_wait_for()
    {
        using var workspace = await plant.CopyAsync();

        (await workspace.RunAsync("runs", "show", "typing-mistake")).Failed(1, "There is no run 'typing-mistake'. ");
    }

    [Fact]
    public async Task Every_queue_of_runs_is_known_with_its_service()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();

        var services = (await host.ServicesAsync()).ToDictionary(queue => queue.Key, queue => queue.Value.ToLowerInvariant());

        // No run waits for these.
        string[] others =
        [
            "readings-reported", "discard-features", "tell-connections", "run-ended", "job-ended-trigger", "new-data-trigger",
            "grid-point-trigger", "start-job",
        ];
        others.ShouldAllBe(queue => services.Remove(queue));
        RunQueues.Of(null).ShouldBe(services, ignoreOrder: true);
    }

    private static JsonElement? WaitingOf(Outcome shown) =>
        shown.Done().Document.TryGetProperty("waiting", out var waiting) && waiting.ValueKind == JsonValueKind.Object ? waiting : null;

    /// <summary>The first line of what a command says on standard error that contains the words.</summary>
    private static async Task<string> UntilSaidAsync(Process process, string words)
    {
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(Patience, TestContext.Current.CancellationToken) is { } line)
            if (line.Contains(words, StringComparison.Ordinal))
                return line;

        throw new InvalidOperationException($"It never said '{words}'.");
    }
}
