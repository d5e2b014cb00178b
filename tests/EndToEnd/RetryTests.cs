using System.Text.Json;
using Presage.Contracts;
using Presage.Engine;
using Presage.Storage;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>runs cancel and runs retry.</summary>
public sealed class RetryTests(Plant plant)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("ingest")]
    [InlineData("train")]
    [InlineData("score")]
    public async Task A_run_that_another_process_works_on_is_cancelled_and_taken_up_again_to_the_same_end(string command)
    {
        using var workspace = new Workspace();
        foreach (var earlier in new[] { "ingest", "train", "score" }.TakeWhile(each => each != command))
            (await workspace.RunAsync(ArgumentsOf(earlier))).Done();

        using var process = workspace.Start(ArgumentsOf(command));
        var run = await BegunAsync(workspace, command);
        var cancelled = await workspace.RunAsync("runs", "cancel", run, "--json");
        var interrupted = await Workspace.EndAsync(process);

        // The run may have been done before it was cancelled.
        if (cancelled.ExitCode == 0)
        {
            StateOf(cancelled.Document).ShouldBe("cancelled");
            interrupted.Failed(1, $"The run {run} was cancelled.");
            var retried = (await workspace.RunAsync("runs", "retry", run, "--json")).Done().Document;
            StateOf(retried).ShouldBe("succeeded");
            retried.GetProperty("run").GetProperty("retries").GetInt32().ShouldBe(1);
        }

        foreach (var later in new[] { "ingest", "train", "score" }.SkipWhile(each => each != command).Skip(1))
            (await workspace.RunAsync(ArgumentsOf(later))).Done();
        (await workspace.PredictionsAsync("march")).ShouldBe(await plant.PredictionsAsync());
    }

    [Fact]
    public async Task A_run_that_failed_is_taken_up_when_what_was_wrong_is_mended()
    {
        using var workspace = await plant.CopyAsync();
        var file = workspace.Write("telemetry.csv", "datetime,machineID,u,n,p,a\n");
        (await workspace.RunAsync("ingest", "plant", file)).Failed(1, "volt");
        var failed = await LatestAsync(workspace);
        workspace.Write("telemetry.csv", "datetime,machineID,volt,rotate,pressure,vibration\n2015-06-01 06:00:00,1,170,450,100,40\n");

        var words = await workspace.RunAsync("runs", "retry", failed);
        var shown = (await workspace.RunAsync("runs", "show", failed, "--json")).Done().Document;

        words.Done().Out.ShouldContain("Taken up again once");
        StateOf(shown).ShouldBe("succeeded");
        shown.GetProperty("result").GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(1);
        shown.TryGetProperty("error", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_export_that_is_taken_up_again_writes_its_file()
    {
        using var workspace = await plant.CopyAsync();
        string[] export = ["features", "plant", "--from", "2015-01-01", "--to", "2015-04-01", "--out"];
        var run = await InterruptedExportAsync(workspace);

        (await workspace.RunAsync("runs", "retry", run)).Failed(2, "--out FILE");
        (await workspace.RunAsync("runs", "retry", run, "--out", "retried.csv")).Done();
        (await workspace.RunAsync([.. export, "undisturbed.csv"])).Done();

        Text(workspace, "retried.csv").ShouldBe(Text(workspace, "undisturbed.csv"));
    }

    [Fact]
    public async Task A_run_that_has_succeeded_can_be_neither_cancelled_nor_retried()
    {
        using var workspace = await plant.CopyAsync();
        var run = await LatestAsync(workspace);

        (await workspace.RunAsync("runs", "cancel", run)).Failed(1, $"The run {run} is not running: it succeeded");
        (await workspace.RunAsync("runs", "retry", run)).Failed(1, $"The run {run} has succeeded");
        (await workspace.RunAsync("runs", "retry", run, "--out", "f.csv")).Failed(2, "exports no features");
    }

    /// <summary>
    /// The run of an export as a command leaves it that was interrupted at once; one that really is interrupted may be done by then.
    /// </summary>
    private static async Task<string> InterruptedExportAsync(Workspace workspace)
    {
        const string Id = "features-interrupted";
        var cancellation = TestContext.Current.CancellationToken;
        var (from, to) = (new DateTime(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2015, 4, 1, 0, 0, 0, DateTimeKind.Utc));
        var request = JsonSerializer.Serialize(new StartFeatures(Id, "plant", from, to), JsonSerializerOptions.Web);
        using var store = new Broker.Chaos.Store(new StorageOptions { Directory = workspace.Data });
        var runs = store.Get<IRuns>();
        await runs.StartAsync(new Run(Id, "features", "plant", "key", request, from, to, DateTime.UtcNow), cancellation);
        await runs.EndAsync(
            Id, RunState.Cancelled, null, new RunError(ErrorKind.Conflict, "cancelled", "It was interrupted.", "Give it again."),
            DateTime.UtcNow, cancellation);
        return Id;
    }

    private static string[] ArgumentsOf(string command) => command switch
    {
        "ingest" => [.. Plant.Ingest, RealRecords.Twenty],
        "train" => Plant.Train,
        _ => Plant.Score,
    };

    /// <summary>The run of a command that was just given, as soon as it is in the ledger.</summary>
    private static async Task<string> BegunAsync(Workspace workspace, string kind)
    {
        string? run = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var runs = await workspace.RunAsync("runs", "list", "--json");
                run = runs.ExitCode != 0 ? null : runs.Document.GetProperty("runs").EnumerateArray()
                    .Where(each => each.GetProperty("kind").GetString() == kind)
                    .Select(each => each.GetProperty("id").GetString())
                    .FirstOrDefault();
                return run is not null;
            },
            Patience,
            "the run has begun");
        return run!;
    }

    private static async Task<string> LatestAsync(Workspace workspace) =>
        (await workspace.RunAsync("runs", "list", "--most", "1", "--json")).Done().Document.GetProperty("runs")[0]
            .GetProperty("id").GetString()!;

    private static string? StateOf(JsonElement document) => document.GetProperty("run").GetProperty("state").GetString();

    private static string Text(Workspace workspace, string file) => File.ReadAllText(workspace.PathOf(file));
}
