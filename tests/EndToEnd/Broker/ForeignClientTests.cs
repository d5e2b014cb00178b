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
    public async Task What_is_no_request_is_refused_and_the_queue_goes_on()
    {
        await PythonClient.RequireAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Start("Ingestion");
        cluster.Start("Features");
        await cluster.ReadyAsync();
        var client = new PythonClient(host.Address);
        using var listener = await client.ListenAsync();
        var id = Guid.NewGuid();

        string[] broken = ["", "[]", "null", "12", "not JSON", "{\"dataset\":", """{"dataset":{}}""", """{"dataset":"plant","from":"yesterday"}"""];
        foreach (var body in broken)
            await client.SendAsync("StartScoring", body);

        await client.SendAsync("StartScoring", """{"foo":12}""");
        (await listener.AnswerAsync("RunFailed", _ => true)).GetProperty("kind").GetString().ShouldBe("score");
        await client.SendAsync("NewDataArrived", "{}", "--content-type", "text/plain");
        (await listener.AnswerAsync("RunFailed", _ => true)).GetProperty("code").GetString().ShouldBe("invalid-name");
        await client.SendAsync("StartTraining", """{"Dataset":"plant","FROM":"2015-01-01","to":"2015-02-01","schemaVersion":2}""", "--id", $"{id}");
        var refused = await listener.AnswerAsync("RunFailed", _ => true);

        refused.GetProperty("code").GetString().ShouldBe("unsupported-schema");
        refused.GetProperty("runId").GetString().ShouldBe($"run-{id:n}");
        await Eventually.TrueAsync(
            async () => (await host.QueuesAsync()).All(queue => queue.Value == 0 || queue.Key.EndsWith("_error", StringComparison.Ordinal)), s_patience,
            "every broken message is put aside");
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

    private static async Task<int> RunsAsync(Cluster cluster) =>
        (await cluster.Workspace.RunAsync("runs", "list", "--json")).Done().Document.GetProperty("runs").GetArrayLength();

    private static IReadOnlyList<JsonElement> Lines(Outcome outcome) =>
        [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
