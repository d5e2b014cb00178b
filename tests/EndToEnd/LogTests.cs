using System.Text.Json;
using Presage.Contracts;
using Presage.Storage;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>What a person who asks for it, and whoever collects the logs of containers, is told of the work.</summary>
public sealed class LogTests(Plant plant)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_command_tells_the_steps_of_its_work_only_when_asked_to()
    {
        using var workspace = await plant.CopyAsync();
        string[] train = [.. Plant.Train, "--algorithm", "decision-tree", "--model"];

        var quiet = (await workspace.RunAsync([.. train, "quiet"])).Done();
        var verbose = (await workspace.RunAsync([.. train, "told", "--verbose"])).Done();

        verbose.Error.ShouldContain("Model registered: told@1 (decision-tree) by run train-");
        verbose.Error.ShouldContain("Model promoted: told@1 is the champion");
        quiet.Error.ShouldNotContain("registered");
        quiet.Error.ShouldNotContain("Presage.");
    }

    [Fact]
    public async Task The_log_of_a_process_has_fields_for_run_data_set_and_trace()
    {
        using var workspace = await plant.CopyAsync();
        await BeginEvaluationAsync(workspace, "evaluate-1");

        // A run that stands still is woken, so that the process has something to do without a broker.
        using var worker = new Worker("Monitoring", workspace.Root, new Dictionary<string, string>
        {
            ["Storage__Directory"] = workspace.Data,
            ["StalledRuns__Interval"] = "00:00:01",
            ["StalledRuns__Patience"] = "00:00:01",
        });
        await Eventually.TrueAsync(
            () => Task.FromResult(worker.Log.Contains("is evaluated", StringComparison.Ordinal)), Patience, "it has evaluated");

        var line = JsonDocument.Parse(
            worker.Log.Split('\n').First(line => line.Contains("is evaluated", StringComparison.Ordinal))).RootElement;
        line.GetProperty("State").GetProperty("Results").GetString().ShouldBe("march");
        var scope = line.GetProperty("Scopes").EnumerateArray().Single(scope => scope.TryGetProperty("Run", out _));
        scope.GetProperty("Run").GetString().ShouldBe("evaluate-1");
        scope.GetProperty("Dataset").GetString().ShouldBe("plant");
        scope.GetProperty("TraceId").GetString()!.Length.ShouldBe(32);
    }

    [Fact]
    public async Task The_log_of_a_process_is_lines_for_people_where_that_is_configured()
    {
        using var workspace = new Workspace();
        using var worker = new Worker("Monitoring", workspace.Root, new Dictionary<string, string>
        {
            ["Storage__Directory"] = workspace.Data,
            ["Logging__Console__FormatterName"] = "simple",
        });

        await worker.ReadyAsync();

        worker.Log.ShouldNotContain("{\"");
    }

    /// <summary>An evaluation that was begun by a process that is no more.</summary>
    private static async Task BeginEvaluationAsync(Workspace workspace, string id)
    {
        using var store = new Broker.Chaos.Store(new StorageOptions { Directory = workspace.Data });
        var request = JsonSerializer.Serialize(new StartEvaluation(id, "march"), JsonSerializerOptions.Web);
        await store.Get<IRuns>().StartAsync(
            new Run(id, "evaluate", "plant", "key", request, null, null, DateTime.UtcNow), TestContext.Current.CancellationToken);
    }
}
