using System.Security.Cryptography;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Ingest, train, score, evaluate; and what has to be true when it is done.</summary>
internal static class WholeJob
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<string[]> Commands =>
        [[.. Plant.Ingest, RealRecords.Twenty], Plant.Train, Plant.Score, ["evaluate", "march"]];

    public static async Task RunAsync(Workspace workspace)
    {
        foreach (var command in Commands)
            (await workspace.RunAsync(command)).Done();
    }

    /// <summary>The same model and the same predictions as when one process did everything and nothing disturbed it.</summary>
    public static async Task ShouldBeUndisturbedAsync(Workspace workspace, Plant plant)
    {
        using var alone = await plant.CopyAsync();
        (await workspace.PredictionsAsync("march")).ShouldBe(await plant.PredictionsAsync());
        (await ModelAsync(workspace)).ShouldBe(await ModelAsync(alone));
    }

    /// <summary>Four runs that succeeded, whose rows are those of the files, each once.</summary>
    public static async Task ShouldAddUpAsync(Workspace workspace)
    {
        await ShouldBeDoneAsync(workspace);

        var again = (await workspace.RunAsync([.. Commands[0], "--json"])).Done().Document.GetProperty("sources").EnumerateArray().ToList();
        again.ShouldAllBe(
            source => source.GetProperty("read").GetInt64() == source.GetProperty("duplicate").GetInt64()
                + source.GetProperty("quarantined").GetInt64());
    }

    /// <summary>Four runs that succeeded, with every slice of every stage.</summary>
    public static async Task ShouldBeDoneAsync(Workspace workspace)
    {
        var runs = (await workspace.RunAsync("runs", "list", "--json")).Done().Document.GetProperty("runs").EnumerateArray().ToList();
        runs.Select(run => run.GetProperty("kind").GetString()).Order().ShouldBe(["evaluate", "ingest", "score", "train"]);
        runs.ShouldAllBe(run => run.GetProperty("state").GetString() == "succeeded");
        foreach (var run in runs)
        {
            var shown = (await workspace.RunAsync("runs", "show", run.GetProperty("id").GetString()!, "--json")).Done().Document;
            foreach (var stage in shown.GetProperty("stages").EnumerateArray())
                stage.GetProperty("done").GetInt32().ShouldBe(stage.GetProperty("slices").GetInt32(), shown.ToString());
        }
    }

    /// <summary>No message is left, and none has failed.</summary>
    public static async Task ShouldLeaveNothingAsync(VirtualHost host)
    {
        string[] left = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var queues = await host.QueuesAsync();
                left = [.. queues.Where(queue => queue.Value > 0).Select(queue => $"{queue.Key}: {queue.Value}")];
                return queues.Count > 0 && left.Length == 0;
            },
            Patience,
            () => $"the queues are empty, but {string.Join(", ", left)}");
    }

    private static async Task<string> ModelAsync(Workspace workspace)
    {
        var file = workspace.PathOf("plant.presage");
        (await workspace.RunAsync("models", "export", "plant", "--out", file)).Done();
        return Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
    }
}
