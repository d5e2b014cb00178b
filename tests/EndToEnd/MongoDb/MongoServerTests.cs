using System.Diagnostics;
using Presage.Storage;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.EndToEnd.MongoDb;

/// <summary>What a person sees of a server that does not suit, refuses, or freezes.</summary>
[Collection(nameof(Processes))]
public sealed class MongoServerTests(Brokers brokers)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(15);

    /// <summary>Half a minute, and the start and the end of a process.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(40);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_that_a_server_forgets_are_named_when_the_topology_is_deployed()
    {
        await using var bridge = await MongoBridge.OfTestAsync("--no-validators");
        using var workspace = Over(bridge.Uri);

        var deployed = (await workspace.RunAsync("topology", "deploy")).Done();
        var document = (await workspace.RunAsync("topology", "deploy", "--json")).Done().Document;

        deployed.Error.ShouldContain("does not keep the rules of datasets, machines, ");
        deployed.Error.ShouldNotContain("has everything");
        document.GetProperty("withoutRules").GetArrayLength().ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData("--standalone", "a single server and no replica set")]
    [InlineData("--no-sessions", "no sessions")]
    public async Task A_command_on_a_server_that_does_not_suit_ends_at_once(string missing, string words)
    {
        await using var bridge = await MongoBridge.OfTestAsync(missing);
        using var workspace = Over(bridge.Uri);
        var begun = Stopwatch.GetTimestamp();

        (await workspace.RunAsync("runs", "list")).Failed(1, words);
        (await workspace.RunAsync("ingest", "plant", RealRecords.Twenty)).Failed(1, words);

        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(AtOnce);
    }

    [Fact]
    public async Task A_service_on_a_server_that_does_not_suit_ends_with_one_sentence_before_it_takes_a_message()
    {
        await using var bridge = await MongoBridge.OfTestAsync("--standalone");
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address, OptionsOf(bridge.Uri));
        using var process = cluster.Workspace.Start(
            Path.Combine(AppContext.BaseDirectory, "Presage.Scoring"), ["--urls", "http://127.0.0.1:0"]);

        (await Workspace.EndAsync(process)).Failed(1, "a single server and no replica set");
    }

    [Fact]
    public async Task A_password_that_is_not_accepted_is_told_at_once()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        using var workspace = Over($"mongodb://ann:secret@{bridge.Host}/?replicaSet=rs0");
        var begun = Stopwatch.GetTimestamp();

        var listed = await workspace.RunAsync("runs", "list");

        listed.Failed(1, "does not accept the user 'ann', or the password");
        listed.Error.ShouldNotContain("secret");
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(AtOnce);
    }

    [Fact]
    public async Task A_server_that_freezes_is_waited_for_with_a_word_and_not_for_ever()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        using var workspace = Over(bridge.Uri);
        await bridge.FreezeAsync();
        var begun = Stopwatch.GetTimestamp();

        using var process = workspace.Start("runs", "list");
        (await process.StandardError.ReadLineAsync(Cancellation)).ShouldNotBeNull().ShouldContain("has not answered for 10 s");
        Stopwatch.GetElapsedTime(begun).ShouldBeInRange(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(20));

        (await Workspace.EndAsync(process)).Failed(1, "answered for 30 seconds");
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(Bearable);
    }

    /// <summary>With services in this process, and with workers of their own.</summary>
    [Theory]
    [InlineData(59, "refuses what Presage asks of it")]
    [InlineData(13, "may not give the command insert")]
    public async Task What_a_server_refuses_fails_the_run_at_the_first_attempt(int code, string words)
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        await bridge.FailAsync($"{{ failCommands: ['insert'], errorCode: {code} }}");
        using var workspace = Over(bridge.Uri);

        var ingest = await workspace.RunAsync("ingest", "plant", RealRecords.Twenty);

        ingest.Failed(1, words);
        ingest.Sentence.ShouldNotContain("try again", Case.Insensitive);
    }

    [Fact]
    public async Task A_worker_makes_a_fault_of_what_a_server_refuses_without_trying_again()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address, OptionsOf(bridge.Uri));
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        cluster.Start("Ingestion");
        await cluster.ReadyAsync();
        await bridge.FailAsync("{ failCommands: ['insert'], errorCode: 59 }");
        var begun = Stopwatch.GetTimestamp();

        var ingest = await cluster.Workspace.RunAsync("ingest", "plant", RealRecords.Twenty);

        ingest.Failed(1, "refuses what Presage asks of it");
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(AtOnce);
    }

    [Fact]
    public async Task A_command_that_loses_sight_of_a_run_says_that_it_goes_on_and_how_to_follow_it()
    {
        await using var place = await MongoPlace.CreateAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address, place.Options);
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();

        cluster.Start("Ingestion");
        cluster.Start("Features");
        await cluster.ReadyAsync();
        (await cluster.Workspace.RunAsync("ingest", "plant", RealRecords.Twenty)).Done();

        // It waits for somebody who trains.
        cluster.Workspace.Use(place.OnTheWay(TimeSpan.FromSeconds(1)));
        using var process = cluster.Workspace.Start(Plant.Train);
        cluster.Workspace.Use(place.Options);
        await Eventually.TrueAsync(async () => (await OpenRunsAsync(cluster)).Length == 1, AtOnce, "The run does not begin.");
        Outcome ended;
        await using (place.Way.Close())
            ended = await Workspace.EndAsync(process);

        var run = (await OpenRunsAsync(cluster)).ShouldHaveSingleItem();
        ended.Failed(1, $"presage runs watch {run}");
        ended.Sentence.ShouldContain("goes on where its services are");
    }

    private static async Task<string[]> OpenRunsAsync(Cluster cluster) =>
    [
        .. (await cluster.Workspace.RunAsync("runs", "list", "--state", "running", "--json")).Done().Document
            .GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("id").GetString()!),
    ];

    private static StorageOptions OptionsOf(string uri) => new() { Provider = StorageOptions.MongoDb, Uri = uri };

    private static Workspace Over(string uri)
    {
        var workspace = new Workspace();
        workspace.Use(OptionsOf(uri));
        return workspace;
    }
}
