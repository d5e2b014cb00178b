using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Presage.Contracts;
using Presage.Storage;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>What a person who asks for it, and whoever collects the logs of containers, is told of the work.</summary>
public sealed partial class LogTests(Plant plant)
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
            ["Logging__Format"] = "json",
        });
        await Eventually.TrueAsync(
            () => Task.FromResult(worker.Log.Contains("is evaluated", StringComparison.Ordinal)), Patience, "it has evaluated");

        var line = JsonDocument.Parse(
            worker.Log.Split('\n').First(line => line.Contains("is evaluated", StringComparison.Ordinal))).RootElement;
        line.GetProperty("results").GetString().ShouldBe("march");
        line.GetProperty("run").GetString().ShouldBe("evaluate-1");
        line.GetProperty("dataset").GetString().ShouldBe("plant");
        line.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
    }

    /// <summary>The four questions that whoever reads the log of a job has.</summary>
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task The_log_of_a_job_says_which_run_which_slice_which_worker_and_how_long(string format)
    {
        using var workspace = await plant.CopyAsync();
        await BeginEvaluationAsync(workspace, "evaluate-1");
        using var process = workspace.Start("serve", "--urls", "http://127.0.0.1:0", "--log-format", format);
        var lines = new List<string>();
        while (lines.LastOrDefault()?.Contains("has succeeded", StringComparison.Ordinal) != true)
            lines.Add((await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken))!);

        process.Kill();
        lines.RemoveAll(line => line.StartsWith("Serving ", StringComparison.Ordinal));
        var slices = lines.Select(line => format == "json" ? SliceOfObject(line) : SliceOfText(line)).OfType<Slice>().ToList();

        lines.Count.ShouldBeLessThan(20);
        slices.ShouldNotBeEmpty();
        slices.ShouldBeUnique();
        foreach (var slice in slices)
        {
            slice.Run.ShouldBe("evaluate-1");
            slice.Dataset.ShouldBe("plant");
            slice.Stage.ShouldBe("evaluate");
            slice.Attempt.ShouldBe(1);
            slice.Worker.ShouldBe($"{Environment.MachineName}-{process.Id}");
            slice.Seconds.ShouldBeGreaterThan(0);
            slice.Trace.Length.ShouldBe(32);
        }
    }

    [Fact]
    public async Task The_log_of_a_container_is_objects_unless_something_else_is_configured()
    {
        using var workspace = new Workspace();
        var variables = new Dictionary<string, string>
        {
            ["Storage__Directory"] = workspace.Data,
            ["DOTNET_RUNNING_IN_CONTAINER"] = "true",
        };
        using var objects = new Worker("Monitoring", workspace.Root, variables);
        using var lines = With("Logging__Format", "text");
        using var standard = With("Logging__Console__FormatterName", "simple");

        await Task.WhenAll(objects.ReadyAsync(), lines.ReadyAsync(), standard.ReadyAsync());

        objects.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("{\"time\":"));
        lines.Log.ShouldNotContain("{\"");
        standard.Log.ShouldContain("info: ");

        Worker With(string name, string value) =>
            new("Monitoring", workspace.Root, new Dictionary<string, string>(variables) { [name] = value });
    }

    private static Slice? SliceOfObject(string line)
    {
        var entry = JsonDocument.Parse(line).RootElement;
        return !entry.GetProperty("message").GetString()!.Contains(" is done after ", StringComparison.Ordinal) ? null : new Slice(
            Text("run"), Text("dataset"), Text("stage"), entry.GetProperty("slice").GetInt32(), entry.GetProperty("attempt").GetInt32(),
            Text("worker"), entry.GetProperty("seconds").GetDouble(), Text("traceId"));

        string Text(string name) => entry.GetProperty(name).GetString()!;
    }

    private static Slice? SliceOfText(string line) => DoneSlice().Match(line) is not { Success: true, Groups: var of } ? null : new Slice(
        of["run"].Value, of["dataset"].Value, of["stage"].Value, int.Parse(of["slice"].Value, CultureInfo.InvariantCulture),
        int.Parse(of["attempt"].Value, CultureInfo.InvariantCulture), of["worker"].Value,
        double.Parse(of["seconds"].Value, CultureInfo.InvariantCulture), of["trace"].Value);

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info +presage Slice (?<slice>\d+) of stage (?<stage>\S+) of evaluate run (?<run>\S+) of "
        + @"data set (?<dataset>\S+) is done after (?<seconds>[\d.]+) s: \d+ rows, attempt (?<attempt>\d+), worker (?<worker>\S+) .*"
        + @"traceId=(?<trace>[0-9a-f]+)")]
    private static partial Regex DoneSlice();

    private sealed record Slice(
        string Run, string Dataset, string Stage, int Number, int Attempt, string Worker, double Seconds, string Trace);

    /// <summary>An evaluation that was begun by a process that is no more.</summary>
    private static async Task BeginEvaluationAsync(Workspace workspace, string id)
    {
        using var store = new Broker.Chaos.Store(new StorageOptions { Directory = workspace.Data });
        var request = JsonSerializer.Serialize(new StartEvaluation(id, "march"), JsonSerializerOptions.Web);
        await store.Get<IRuns>().StartAsync(
            new Run(id, "evaluate", "plant", "key", request, null, null, DateTime.UtcNow), TestContext.Current.CancellationToken);
    }
}
