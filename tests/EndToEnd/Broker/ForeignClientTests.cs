using System.Globalization;
using System.Text.Json;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>A client in Python, real processes, a real broker.</summary>
[Collection(nameof(Processes))]
public sealed class ForeignClientTests(Plant plant, Brokers brokers)
{
    private const string Valid = """{"dataset":"plant","from":"2015-03-20","to":"2015-03-21","results":"day","model":"no-such"}""";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_client_in_Python_gets_the_predictions_of_the_command_line()
    {
        await PythonClient.RequireAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Start();
        await cluster.ReadyAsync();
        var client = new PythonClient(host.Address);

        (await client.RunAsync("new-data", "plant", RealRecords.Twenty, "--scenario", "azure-pdm")).Done();
        (await client.RunAsync("train", "plant", "2015-01-01", "2015-03-01T00:00:00Z")).Done();
        var answers = Lines((await client.RunAsync("score", "plant", "2015-03-01T01:00:00+01:00", "2015-04-01", "march")).Done());

        (await cluster.Workspace.PredictionsAsync("march")).ShouldBe(await plant.PredictionsAsync());
        answers.Count(answer => answer.GetProperty("event").GetString() == "FailurePredicted").ShouldBePositive();
        answers.ShouldAllBe(answer => answer.GetProperty("message").GetProperty("results").GetString() == "march");
    }

    [Fact]
    public async Task A_client_in_Python_of_a_deployment_with_a_prefix_reaches_it_and_no_other()
    {
        await PythonClient.RequireAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Set("Messaging__Prefix", "plant-2.");
        cluster.Start("Ingestion");
        await cluster.ReadyAsync();

        var answers = Lines((await new PythonClient(host.Address, "plant-2.").RunAsync("new-data", "plant", RealRecords.Twenty)).Done());
        var without = await new PythonClient(host.Address).RunAsync("send", "NewDataArrived");

        answers[^1].GetProperty("event").GetString().ShouldBe("DataIngested");
        (await RunsAsync(cluster)).ShouldBe(1);
        without.ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task What_is_no_request_is_refused_and_the_queue_goes_on()
    {
        await PythonClient.RequireAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Set("Messaging__Delays", "");
        cluster.Start("Ingestion");
        cluster.Start("Features");
        await cluster.ReadyAsync();
        var client = new PythonClient(host.Address);
        using var listener = await client.ListenAsync();
        var id = Guid.NewGuid();

        string[] broken =
            ["", "[]", "null", "12", "not JSON", "{\"dataset\":", """{"dataset":{}}""", """{"dataset":"plant","from":"yesterday"}"""];
        foreach (var body in broken)
            await client.SendAsync("StartScoring", body);

        await client.SendAsync("StartScoring", """{"foo":12}""");
        (await listener.AnswerAsync("RunFailed", _ => true)).GetProperty("kind").GetString().ShouldBe("score");
        await client.SendAsync("NewDataArrived", "{}", "--content-type", "text/plain");
        (await listener.AnswerAsync("RunFailed", _ => true)).GetProperty("code").GetString().ShouldBe("invalid-name");
        await client.SendAsync(
            "StartTraining", """{"Dataset":"plant","FROM":"2015-01-01","to":"2015-02-01","schemaVersion":2}""", "--id", $"{id}");
        var refused = await listener.AnswerAsync("RunFailed", _ => true);

        refused.GetProperty("code").GetString().ShouldBe("unsupported-schema");
        refused.GetProperty("runId").GetString().ShouldBe($"run-{id:n}");
        await Eventually.TrueAsync(
            async () => (await host.QueuesAsync()).All(queue => queue.Value == 0), s_patience,
            "every broken message is put aside");
        var faults = (await cluster.Workspace.RunAsync("faults", "list", "--json")).Done().Document;
        faults.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("code").GetString()).Order().ShouldBe(
            ["invalid-message", "invalid-message", "invalid-message", "invalid-message", "invalid-message", "invalid-name", "invalid-name",
                "unreadable-message", "unreadable-message",
             "unreadable-message", "unsupported-schema"]);
    }

    [Fact]
    public async Task Requests_without_ids_are_runs_of_their_own_and_an_id_that_is_no_uuid_names_one_run()
    {
        await PythonClient.RequireAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Start("Features");
        await cluster.ReadyAsync();
        var client = new PythonClient(host.Address);
        using var listener = await client.ListenAsync();

        await client.SendAsync("StartScoring", Valid);
        await client.SendAsync("StartScoring", Valid);
        await client.SendAsync("StartScoring", Valid, "--id", "order 7");
        await client.SendAsync("StartScoring", Valid, "--id", "order 7");
        await Eventually.TrueAsync(async () => (await RunsAsync(cluster)) == 3, s_patience, "three runs");
        await client.SendAsync("StartScoring", Valid.Replace("\"dataset\"", "\"runId\":\"last\",\"dataset\"", StringComparison.Ordinal));
        await listener.AnswerAsync("RunFailed", message => message.GetProperty("runId").GetString() == "last");

        (await RunsAsync(cluster)).ShouldBe(4);
    }

    [Fact]
    public async Task Readings_that_a_client_in_Python_sends_are_stored_once_and_scored()
    {
        await PythonClient.RequireAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        using (var copy = await plant.CopyAsync())
            Directory.Move(copy.Data, cluster.Workspace.Data);

        cluster.Set("Streaming__Concurrency", "1");
        cluster.Set("Streaming__Grace", "01:00:00");
        foreach (var service in new[] { "Ingestion", "Features", "Scoring", "Scheduler" })
            cluster.Start(service);

        await cluster.ReadyAsync();
        var client = new PythonClient(host.Address);
        using var listener = await client.ListenAsync();
        var file = cluster.Workspace.Write("PdM_telemetry.csv", string.Join('\n', LaterReadings()));

        (await client.RunAsync("readings", "plant", file, "--batch", "100")).Done();
        (await client.RunAsync("readings", "plant", file, "--batch", "37")).Done();
        await listener.AnswerAsync(
            "ScoringCompleted", message => message.GetProperty("to").GetDateTime() == new DateTime(2015, 4, 3, 0, 0, 0, DateTimeKind.Utc));
        await Eventually.TrueAsync(async () => (await host.QueuesAsync()).Values.Sum() == 0, s_patience, "everything is done");

        cluster.Workspace.Variables.Clear();
        var again = (await cluster.Workspace.RunAsync("ingest", "plant", file, "--json")).Done().Document.GetProperty("sources")[0];
        again.GetProperty("duplicate").GetInt64().ShouldBe(20 * 48);
        again.GetProperty("read").GetInt64().ShouldBe(20 * 48);
        (await cluster.Workspace.RunAsync("score", "plant", "--from", "2015-04-01 00:00", "--to", "2015-04-03 00:00", "--results", "later"))
            .Done();
        var live = await PredictionsAsync(cluster, "plant-live");
        live.Count(row => row.Contains("2015-04-0", StringComparison.Ordinal)).ShouldBeGreaterThan(60);
        (await PredictionsAsync(cluster, "later")).ShouldBeSubsetOf(live);
    }

    [Fact]
    public async Task A_command_tells_of_new_files_and_returns_at_once()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Start("Ingestion");
        await cluster.ReadyAsync();

        var run = (await cluster.Workspace.RunAsync("publish", "new-data", "plant", RealRecords.Twenty, "--json"))
            .Done().Document.GetProperty("run").GetString()!;
        await Eventually.TrueAsync(
            async () => (await cluster.Workspace.RunAsync("runs", "show", run)).ExitCode == 0, s_patience, "the run has begun");

        (await cluster.Workspace.RunAsync("runs", "watch", run, "--json")).Done().Document.GetProperty("run").GetProperty("state")
            .GetString().ShouldBe("succeeded");
    }

    [Fact]
    public async Task Without_a_broker_there_is_nobody_to_publish_to()
    {
        using var workspace = new Workspace();

        (await workspace.RunAsync("publish", "new-data", "plant", workspace.Root)).Failed(1, "no broker");
    }

    /// <summary>The last two days of the real readings, two days later, hour by hour.</summary>
    private static IEnumerable<string> LaterReadings()
    {
        var rows = File.ReadAllLines(Path.Combine(RealRecords.Twenty, "PdM_telemetry.csv"));
        var times = rows.Skip(1).Select(row => (Time: DateTime.Parse(row[..19], CultureInfo.InvariantCulture), Values: row[19..])).ToList();
        var last = times.Max(row => row.Time);
        return times.Where(row => row.Time > last.AddDays(-2)).OrderBy(row => row.Time)
            .Select(row => row.Time.AddDays(2).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + row.Values).Prepend(rows[0]);
    }

    private static async Task<IReadOnlyList<string>> PredictionsAsync(Cluster cluster, string results) =>
        (await cluster.Workspace.PredictionsAsync(results)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<int> RunsAsync(Cluster cluster) =>
        (await cluster.Workspace.RunAsync("runs", "list", "--json")).Done().Document.GetProperty("runs").GetArrayLength();

    private static IReadOnlyList<JsonElement> Lines(Outcome outcome) =>
        [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
