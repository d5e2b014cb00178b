using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Presage.Contracts;
using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Upgrade;

/// <summary>Two versions over one store and the same queues, one of which goes.</summary>
[Collection(nameof(Processes))]
public sealed class RollingUpgradeTests(Brokers brokers)
{
    private const string Run = "score-of-march";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The services that the first release has.</summary>
    private static readonly string[] s_first = [.. Cluster.Services.Except(["Scheduler"])];
    private static readonly DateTime March = new(2015, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// Learning has changed since, so that a model which this version trains is another; what is compared is what the first release makes
    /// of the whole job alone.
    /// </summary>
    [Fact]
    public async Task A_job_of_the_first_release_is_finished_by_this_version()
    {
        var programs = await FirstRelease.ProgramsAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        var earlier = s_first.ToDictionary(service => service, service => cluster.Start(service, programs));
        await cluster.ReadyAsync();
        await EarlierCommandAsync(cluster.Workspace, programs, [.. Plant.Ingest, RealRecords.Twenty]);
        await EarlierCommandAsync(cluster.Workspace, programs, Plant.Train);
        using var alone = CopyOf(cluster.Workspace);
        var expected = EarlierPredictionsAsync(alone, programs);

        // Nobody of the earlier version is left to score when it is asked for, so that its messages wait for whoever comes.
        await earlier["Scoring"].StopAsync(Patience);
        await Requests.PublishAsync(host.Address, new StartScoring(Run, "plant", March, March.AddMonths(1), "march"));
        await Eventually.TrueAsync(async () => await WaitingAsync(host) > 0, Patience, "messages of the earlier version wait");

        var later = Cluster.Services.ToDictionary(service => service, service => cluster.Start(service));
        await Eventually.TrueAsync(
            () => Task.FromResult(later.Values.All(worker => worker.Log.Contains("earlier version", StringComparison.Ordinal))), Patience,
            () => $"they say what they wait for:\n{later["Scoring"].Log}");
        Version(cluster.Workspace).ShouldBe(4);
        await ShouldLiveAndWaitAsync(later["Scoring"]);

        foreach (var service in s_first.Except(["Scoring"]))
            await earlier[service].StopAsync(Patience);

        foreach (var worker in later.Values)
            await worker.ReadyAsync();

        await Eventually.TrueAsync(
            async () => await cluster.StateOfAsync(Run) == "succeeded", Patience, () => $"the run ends:\n{later["Scoring"].Log}");
        (await cluster.Workspace.PredictionsAsync("march")).ShouldBe(await expected);
        (await cluster.FaultsAsync()).ShouldBeEmpty();
        await WholeJob.ShouldLeaveNothingAsync(host);
    }

    /// <summary>A platform is told that it is well and has to wait, and why.</summary>
    private static async Task ShouldLiveAndWaitAsync(Worker worker)
    {
        using var http = new HttpClient();
        using var ready = await http.GetAsync(worker.Address("/health/ready"), TestContext.Current.CancellationToken);

        (await http.GetStringAsync(worker.Address("/health/live"), TestContext.Current.CancellationToken)).ShouldBe("Healthy");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("earlier version");
    }

    private static async Task EarlierCommandAsync(Workspace workspace, string programs, string[] command)
    {
        using var process = workspace.Start(Path.Combine(programs, "presage"), [.. command, "--data", workspace.Data]);
        (await Workspace.EndAsync(process)).Done();
    }

    private static async Task<string> EarlierPredictionsAsync(Workspace workspace, string programs)
    {
        var file = workspace.PathOf("earlier.csv");
        await EarlierCommandAsync(workspace, programs, Plant.Score);
        await EarlierCommandAsync(workspace, programs, ["predictions", "march", "--out", file]);
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    /// <summary>A store as this one is now, for one process.</summary>
    private static Workspace CopyOf(Workspace original)
    {
        var copy = new Workspace();
        Directory.CreateDirectory(copy.Data);
        using var from = Open(original);
        using var to = Open(copy);
        from.BackupDatabase(to);
        return copy;
    }

    private static int Version(Workspace workspace)
    {
        using var store = Open(workspace);
        using var command = store.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static SqliteConnection Open(Workspace workspace)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(workspace.Data, SqliteStorage.FileName)};Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task<int> WaitingAsync(VirtualHost host) => (await host.LengthsAsync())
        .Where(queue => queue.Queue == "plan-scoring").Sum(queue => queue.Ready);
}
