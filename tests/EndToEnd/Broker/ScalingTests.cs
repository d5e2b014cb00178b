using System.Diagnostics;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>
/// A job of 300 machines with as many processes as its backlog needs at each moment, from none to three of a service and back.
/// </summary>
[Collection(nameof(Processes))]
public sealed class ScalingTests(Brokers brokers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[][] Commands =
    [
        ["ingest", "plant", "records"],
        ["train", "plant", "--from", "2015-01-01", "--to", "2015-02-10", "--algorithm", "gradient-boosting", "--trials", "5"],
        ["score", "plant", "--from", "2015-02-10", "--to", "2015-03-01", "--results", "march"],
    ];

    [Fact]
    public async Task Processes_come_with_the_backlog_and_go_without_it_and_nothing_is_lost()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        var workspace = cluster.Workspace;
        (await workspace.RunAsync("simulate", "records", "--machines", "300", "--days", "60", "--seed", "7")).Done();
        (await workspace.RunAsync("topology", "deploy")).Done();
        cluster.Set("Ingestion__AllowedRoots__0", workspace.PathOf("records"));
        cluster.Set("Ingestion__SliceBytes", "2000000");
        cluster.Set("Features__ReadingsPerSlice", "20000");
        cluster.Set("Monitoring__MachinesPerSlice", "20");
        var scaler = new Scaler(host, cluster);
        using var end = new CancellationTokenSource();
        var scaling = scaler.RunAsync(end.Token);

        try
        {
            var job = JobAsync();
            (await Task.WhenAny(job, scaling)).ShouldBe(job, $"{scaling.Exception}");
            await job;
        }
        finally
        {
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{string.Join('\n', scaler.Events)}\n{string.Join('\n', (await host.LengthsAsync()).Where(queue => queue.Messages > 0))}");
            await end.CancelAsync();
            await scaling;
        }

        scaler.Events.ShouldContain(change => change.Processes == 3);
        (await workspace.PredictionsAsync("march")).ShouldBe(await AloneAsync(workspace.PathOf("records")));
        await WholeJob.ShouldBeDoneAsync(workspace);
        await WholeJob.ShouldLeaveNothingAsync(host);

        async Task JobAsync()
        {
            foreach (var command in Commands)
                await RunAsync(workspace, command);
            await NoneLeftAsync();
            await RunAsync(workspace, "evaluate", "march");
            await NoneLeftAsync();
        }

        Task NoneLeftAsync() => Eventually.TrueAsync(() => Task.FromResult(cluster.Workers.Count == 0), Patience, "no process is left");
    }

    private static async Task RunAsync(Workspace workspace, params string[] command)
    {
        var begun = Stopwatch.GetTimestamp();
        (await workspace.RunAsync(command)).Done();
        TestContext.Current.TestOutputHelper!.WriteLine($"{command[0]} {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");
    }

    /// <summary>The predictions when one process does everything.</summary>
    private static async Task<string> AloneAsync(string records)
    {
        using var workspace = new Workspace();
        foreach (var command in Commands)
            (await workspace.RunAsync([.. command.Select(word => word == "records" ? records : word)])).Done();

        return await workspace.PredictionsAsync("march");
    }
}
